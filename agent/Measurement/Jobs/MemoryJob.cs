using System.Diagnostics;
using Lts.Agent.Inference;
using Lts.Agent.Measurement.Protocol;
using Lts.Agent.Probe;
using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement.Jobs;

/// <summary>Measures the peak memory of the candidate, in a process that has run nothing else.</summary>
internal static class MemoryJob
{
    private const int FewestRuns = 2; // the first still grows the arena

    /// <summary>Loads the candidate, runs it a few times and reports the peaks.</summary>
    /// <param name="request">Names the candidate and the number of runs.</param>
    /// <param name="sessions">Creates its session.</param>
    /// <param name="output">Gets a <see cref="MemoryMessage"/>.</param>
    public static void Run(ChildRequest request, SessionFactory sessions, ChildOutput output)
    {
        var baseline = ProcessMemory.Read();
        var start = Stopwatch.GetTimestamp();
        using var graph = sessions.Load(request.Candidate!);
        output.Write(new SessionMessage(Stopwatch.GetElapsedTime(start).TotalMilliseconds));
        var created = ProcessMemory.Read();

        ProcessMemory.TryResetPeak();
        start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Math.Max(FewestRuns, request.Plan.MemoryRuns); i++)
        {
            graph.Run();
        }

        var runMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var run = ProcessMemory.Read();
        var memory = new MemoryStatistics
        {
            PeakBytes = run.PeakBytes,
            BaselineBytes = baseline.ResidentBytes,
            SessionPeakBytes = created.PeakBytes,
            AnonymousBytes = run.AnonymousBytes,
            ArenaPeakBytes = graph.ArenaPeakBytes(request.Inference.Provider),
        };
        output.Write(new MemoryMessage(request.Inference.Provider == InferenceSettings.Cuda ? OnCard(memory) : memory, runMs));
    }

    // On a graphics card the memory that counts is the card's: the driver's figure for this process, which includes CUDA itself, or
    // the arena's where the driver does not tell (in a container it may not know the process by this id).
    private static MemoryStatistics OnCard(MemoryStatistics memory)
    {
        var driver = NvidiaSmi.ProcessBytesAsync(Environment.ProcessId, TimeProvider.System, CancellationToken.None)
            .GetAwaiter().GetResult();
        var peak = Math.Max(driver, memory.ArenaPeakBytes);
        return memory with { PeakBytes = peak, BaselineBytes = 0, SessionPeakBytes = 0, AnonymousBytes = 0 };
    }
}
