using System.Globalization;
using Lts.Agent.Connection;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Hosting;
using Lts.Serving.Client;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.EndToEnd.Faults.Devices;

/// <summary>
/// A process that is an agent in everything but its measurements: connection, inbox, spool, mark of what runs and data directory are the
/// agent's own classes, so what survives a kill is what would survive it there. It answers by formula after a while.
/// </summary>
internal static class SimulatedDevice
{
    /// <summary>Starts it: <c>VERB COORDINATOR NAME FORMULA DATA PACE</c>.</summary>
    public const string Verb = "simulated-device";

    /// <summary>Selects these devices.</summary>
    public const string Tag = "simulated";

    /// <summary>Works until it is killed.</summary>
    /// <param name="coordinator">The coordinator's address.</param>
    /// <param name="name">The device's name.</param>
    /// <param name="formula">Name of its <see cref="DeviceFormula"/>.</param>
    /// <param name="data">Its data directory.</param>
    /// <param name="pace">A file with the milliseconds that a measurement takes.</param>
    public static async Task<int> RunAsync(Uri coordinator, string name, string formula, string data, string pace)
    {
        try
        {
            using var held = DataDirectoryLock.Take(data, "agent");
            using var logging = LoggerFactory.Create(b => b.AddLtsLogging(verbose: false));
            var log = logging.CreateLogger("Lts.Agent");
            using var channel = CoordinatorChannel.Create(coordinator, ClientTls.None);
            var registration = new DeviceRegistration
            {
                Name = name,
                Key = DeviceKey.ReadOrCreate(data, log),
                Profile = new DeviceProfile([Tag], Facts(formula), new MeasuringSettings("cpu", 1), ProductVersion.Current),
            };
            var session = new AgentSession(
                channel, coordinator, registration, MeasurerOf(DeviceFormula.Of(formula), pace), data, new SessionTimes(), TimeProvider.System,
                Environment.ProcessId, log);
            await session.RunAsync(CancellationToken.None);
            return ExitCode.Success;
        }
        catch (UserErrorException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
    }

    /// <summary>What the device says of itself; the CPU decides its class.</summary>
    public static DeviceFacts Facts(string formula) => new()
    {
        CpuModel = formula,
        LogicalCores = 2,
        PhysicalCores = 2,
        MemoryBytes = 8L << 30,
        Machine = "simulated",
        OnnxRuntimeVersion = "1.30.0",
    };

    /// <summary>How long a measurement takes now.</summary>
    public static TimeSpan ReadPace(string file)
    {
        try
        {
            return TimeSpan.FromMilliseconds(int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return TimeSpan.FromMilliseconds(1); // It is being written.
        }
    }

    private static MeasureCandidate MeasurerOf(DeviceFormula formula, string pace) => async (graph, _, progress, cancellationToken) =>
    {
        progress?.Report(new MeasurementProgress(MeasurementPhase.Memory, 0));
        await Task.Delay(ReadPace(pace), TimeProvider.System, cancellationToken);
        return SimulatedMeasurement.Of(formula, graph.Span);
    };
}
