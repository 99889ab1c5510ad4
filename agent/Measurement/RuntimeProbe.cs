using System.Globalization;
using System.Text.Json;
using Lts.Agent.Inference;
using Lts.Agent.Measurement.Processes;
using Lts.Agent.Measurement.Protocol;
using Lts.Agent.Measurement.Rules;
using Lts.Agent.Measurement.Storage;
using Lts.Hosting;

namespace Lts.Agent.Measurement;

/// <summary>
/// Asks a child process what the native ONNX Runtime is, and keeps the answer: loading the library into the agent would cost it 30 MB for
/// as long as it runs.
/// </summary>
internal static class RuntimeProbe
{
    // Part of what is kept: an answer of an agent that listed providers which do not load is asked for again.
    private const string AnswerVersion = "2";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>What the runtime is, asked now or kept from before.</summary>
    /// <param name="inference">Provider and its libraries.</param>
    /// <param name="dataFolder">The agent's folder, where the answer is kept.</param>
    /// <param name="time">For the time limit of the child process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserErrorException">It, or the provider asked for, does not load.</exception>
    public static async Task<RuntimeFacts> ProbeAsync(
        InferenceSettings inference, string dataFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = new AgentFolder(dataFolder);
        folder.Prepare();
        var path = Path.Combine(folder.Known, $"runtime-{inference.Provider}.json");
        var stamp = StampOf(inference);
        if (KnownJson.TryRead(path, KnownJson.Default.KnownRuntime) is { Facts: { Version.Length: > 0, Providers.IsDefault: false } } known
            && known.Stamp == stamp)
        {
            return known.Facts;
        }

        var facts = await AskAsync(inference, time, cancellationToken);
        folder.Guard(() => DurableFile.Write(
            path, JsonSerializer.SerializeToUtf8Bytes(new KnownRuntime(stamp, facts), KnownJson.Default.KnownRuntime), isShared: true));
        return facts;
    }

    private static async Task<RuntimeFacts> AskAsync(InferenceSettings inference, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = new ChildRequest { Job = ChildJob.Describe, Inference = inference };
        await using var child = await ChildProcess.StartAsync(request, ChildLimits.FromNow(TimeLimit, long.MaxValue, time), time);
        await using var registration = cancellationToken.Register(() => child.Kill(KillReason.Cancelled));
        child.Doing = "loading ONNX Runtime";
        await child.GoAsync();
        var ready = await child.ReadAsync() as ReadyMessage;
        var rest = ready is null ? null : await child.ReadAsync(); // nothing more, unless the provider fails
        var end = await child.EndAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return ready is not null && rest is null && end.ExitCode == 0
            ? new RuntimeFacts(ready.Version, ready.Providers)
            : throw new UserErrorException($"This device cannot measure: {FailureClassifier.Classify(end).Message}", ExitCode.Unavailable);
    }

    // Which library it was: another one has another place, size or age.
    private static string StampOf(InferenceSettings inference)
    {
        var folder = inference.CudaLibraries ?? Path.Combine(AppContext.BaseDirectory, "runtimes");
        var libraries = Directory.Exists(folder)
            ? new DirectoryInfo(folder).EnumerateFiles("*onnxruntime*", SearchOption.AllDirectories)
                .OrderBy(f => f.FullName, StringComparer.Ordinal)
            : Enumerable.Empty<FileInfo>();
        var files = libraries.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.FullName} {f.Length} {f.LastWriteTimeUtc:O}"));
        return string.Join('\n', files.Prepend(AnswerVersion));
    }
}
