using System.Diagnostics.CodeAnalysis;
using Lts.Domain.Measurements;

namespace Lts.Agent.Connection;

/// <summary>A lease in the inbox. Its graph is fetched while it waits.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a wait handle the source holds nothing to free.")]
internal sealed class HeldLease
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Takes the lease and starts to fetch its graph.</summary>
    /// <param name="attemptId">Names this hand-out of the candidate.</param>
    /// <param name="plan">How to measure.</param>
    /// <param name="fetchGraph">Gets the graph's verified bytes.</param>
    public HeldLease(string attemptId, MeasurementPlan plan, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> fetchGraph)
    {
        AttemptId = attemptId;
        Plan = plan;
        Graph = fetchGraph(_cancellation.Token);
        // A lease may be dropped before anybody waits for its graph.
        _ = Graph.ContinueWith(
            static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Names this hand-out of the candidate.</summary>
    public string AttemptId { get; }

    /// <summary>How to measure.</summary>
    public MeasurementPlan Plan { get; }

    /// <summary>The graph's verified bytes; fails with <see cref="GraphUnavailableException"/>.</summary>
    public Task<ReadOnlyMemory<byte>> Graph { get; }

    /// <summary>Cancelled when the lease is no longer held.</summary>
    public CancellationToken Dropped => _cancellation.Token;

    /// <summary>Stops the fetch and kills the measurement, where either is under way.</summary>
    public void Drop() => _cancellation.Cancel();
}
