using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Lts.Domain.Devices;

namespace Lts.Agent.Probe;

/// <summary>Asks NVIDIA's driver through its own tool, where it is installed.</summary>
internal static class NvidiaSmi
{
    private const long MebibyteBytes = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The graphics cards; none without the tool.</summary>
    public static async Task<ImmutableArray<Accelerator>> ListAsync(TimeProvider time, CancellationToken cancellationToken) =>
        ParseCards(await RunAsync("--query-gpu=name,memory.total,driver_version", time, cancellationToken));

    /// <summary>Memory that a process holds on all cards, in bytes; 0 where the driver does not tell.</summary>
    public static async Task<long> ProcessBytesAsync(int processId, TimeProvider time, CancellationToken cancellationToken) =>
        ParseProcess(await RunAsync("--query-compute-apps=pid,used_memory", time, cancellationToken), processId);

    /// <summary>Lines of <c>name, MiB, driver version</c>.</summary>
    public static ImmutableArray<Accelerator> ParseCards(string csv) =>
        [.. Rows(csv, 3).Select(r => new Accelerator(r[0], Mebibytes(r[1]), r[2]))];

    /// <summary>Lines of <c>process id, MiB</c>; one line a card.</summary>
    public static long ParseProcess(string csv, int processId)
    {
        var id = processId.ToString(CultureInfo.InvariantCulture);
        return Rows(csv, 2).Where(r => r[0] == id).Sum(r => Mebibytes(r[1]));
    }

    private static IEnumerable<string[]> Rows(string csv, int columns) =>
        csv.Split('\n').Select(l => l.Split(',', StringSplitOptions.TrimEntries)).Where(r => r.Length == columns);

    private static long Mebibytes(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mib) ? mib * MebibyteBytes : 0;

    private static async Task<string> RunAsync(string query, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var start = new ProcessStartInfo("nvidia-smi", [query, "--format=csv,noheader,nounits"]) { RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                return await process.StandardOutput.ReadToEndAsync(both.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                cancellationToken.ThrowIfCancellationRequested();
                return "";
            }
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return "";
        }
    }
}
