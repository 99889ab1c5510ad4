using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;

namespace Lts.Hosting;

/// <summary>Logging that the programs share: plain lines on standard error, so that standard output stays for results.</summary>
public static class LogSetup
{
    /// <summary>Adds Serilog to a program's logging.</summary>
    /// <param name="logging">The builder; its other providers are removed.</param>
    /// <param name="verbose">Debug lines too.</param>
    /// <param name="file">Also log there, rolled daily and at 10 MiB, 7 files kept; <see langword="null"/> for the console only.</param>
    public static void AddLtsLogging(this ILoggingBuilder logging, bool verbose, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(logging);
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(verbose ? LogEventLevel.Debug : LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // A start that fails ends in one message of ours; the host would print its stack trace first.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
            .MinimumLevel.Override("Grpc", LogEventLevel.Warning)
            // Our interceptor says what a handler threw; what is left are requests that are no messages, which any stranger can send.
            .MinimumLevel.Override("Grpc.AspNetCore.Server.ServerCallHandler", LogEventLevel.Fatal)
            .WriteTo.Console(new LogLineFormatter(), standardErrorFromLevel: LogEventLevel.Verbose);
        if (file is not null)
        {
            configuration.WriteTo.File(
                new LogLineFormatter(), file, rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true, fileSizeLimitBytes: 10 << 20,
                retainedFileCountLimit: 7);
        }

        logging.ClearProviders();
        logging.AddSerilog(configuration.CreateLogger(), dispose: true);
    }
}
