using System.CommandLine;
using Lts.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Serving.Server;

/// <summary>The options that every verb <c>serve</c> has.</summary>
public sealed class ListenOptions
{
    /// <summary>Creates them.</summary>
    /// <param name="defaultPort">The port of this machine to listen on by default.</param>
    /// <param name="program">Names the program's part of the data directory: <c>coordinator</c>.</param>
    /// <param name="dataDescription">What the data directory holds.</param>
    /// <param name="clients">Who must have a certificate of <c>--client-ca</c>: <c>agents and clients</c>.</param>
    public ListenOptions(int defaultPort, string program, string dataDescription, string clients)
    {
        Listen = new("--listen")
        {
            Description = "Address and port; *:PORT for every network of this machine, port 0 for any free one.",
            HelpName = "address:port",
            DefaultValueFactory = _ => ListenAddress.OnThisMachine(defaultPort).EndPoint.ToString(),
        };
        Data = new("--data")
        {
            Description = dataDescription,
            HelpName = "dir",
            DefaultValueFactory = _ => DataDirectory.Default(program),
        };
        ClientAuthority = FileOption("--client-ca", $"Authority in PEM: {clients} must have a certificate of it.");
    }

    /// <summary>Where to listen.</summary>
    public Option<string> Listen { get; }

    /// <summary>Where the program keeps what it must not lose.</summary>
    public Option<string> Data { get; }

    /// <summary>The certificate that the server shows; without one it serves plain HTTP/2.</summary>
    public Option<string?> Certificate { get; } = FileOption("--certificate", "Certificate in PEM: serves TLS. Needs --key.");

    /// <summary>The private key that belongs to the certificate.</summary>
    public Option<string?> Key { get; } = FileOption("--key", "The certificate's private key in PEM.");

    /// <summary>The authority whose clients alone are let in.</summary>
    public Option<string?> ClientAuthority { get; }

    /// <summary>A file that tells scripts the address.</summary>
    public Option<string?> ReadyFile { get; } = FileOption("--ready-file", "Write the address there once it listens.");

    /// <summary>Where the log goes besides standard error.</summary>
    public Option<string?> LogFile { get; } = FileOption("--log-file", "Log there too, rolled daily, 7 files kept.");

    /// <summary>Whether the log has debug lines.</summary>
    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Log details." };

    /// <summary>Whether the program ends with the one that started it.</summary>
    public Option<bool> EndWithParent { get; } = new(ParentProcess.Option)
    {
        Description = "End when standard input closes, as it does when the program that started this one ends.",
    };

    /// <summary>The address to listen on.</summary>
    /// <param name="arguments">A command line with these options.</param>
    /// <exception cref="UserErrorException">It is not an address.</exception>
    public ListenAddress Address(ParseResult arguments) => ListenAddress.Parse(Given(arguments).GetRequiredValue(Listen));

    /// <summary>The data directory, as an absolute path.</summary>
    /// <param name="arguments">A command line with these options.</param>
    public string DataPath(ParseResult arguments) => Path.GetFullPath(Given(arguments).GetRequiredValue(Data));

    /// <summary>The certificates; <see langword="null"/> for none.</summary>
    /// <param name="arguments">A command line with these options.</param>
    /// <exception cref="UserErrorException">A file is missing or cannot be read.</exception>
    public TlsOptions? Tls(ParseResult arguments) =>
        TlsOptions.Load(Given(arguments).GetValue(Certificate), arguments.GetValue(Key), arguments.GetValue(ClientAuthority));

    /// <summary>Sets the program's log up.</summary>
    /// <param name="arguments">A command line with these options.</param>
    public Action<ILoggingBuilder> Logging(ParseResult arguments) =>
        logging => logging.AddLtsLogging(Given(arguments).GetValue(Verbose), arguments.GetValue(LogFile));

    /// <summary>Ctrl-C, or the end of the program that started this one, where that was asked for.</summary>
    /// <param name="arguments">A command line with these options.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    public CancellationTokenSource Stop(ParseResult arguments, CancellationToken cancellationToken) =>
        CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, Given(arguments).GetValue(EndWithParent) ? ParentProcess.WatchEnd() : CancellationToken.None);

    /// <summary>Tells scripts and users where the server listens, and waits until it is to stop, which is not an error.</summary>
    /// <param name="arguments">A command line with these options.</param>
    /// <param name="server">A server that listens.</param>
    /// <param name="say">Tells the user its address, for example <c>http://127.0.0.1:5210</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UserErrorException">The file for scripts cannot be written.</exception>
    public async Task AnnounceAsync(ParseResult arguments, GrpcServer server, Action<string> say, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(say);
        if (Given(arguments).GetValue(ReadyFile) is { } file)
        {
            Server.ReadyFile.Write(file, server.LocalAddress);
        }

        say(server.BoundAddress.GetLeftPart(UriPartial.Authority));
        server.WarnIfExposed();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "file" };

    private static ParseResult Given(ParseResult arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments;
    }
}
