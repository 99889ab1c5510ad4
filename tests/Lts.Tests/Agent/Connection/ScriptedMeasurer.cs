using System.Collections.Concurrent;
using System.Threading.Channels;
using Lts.Agent.Connection;
using Lts.Domain.Measurements;

namespace Lts.Tests.Agent.Connection;

/// <summary>Takes the measurer's place: a test sees each measurement start and says how it ends.</summary>
internal sealed class ScriptedMeasurer
{
    private readonly Channel<Run> _started = Channel.CreateUnbounded<Run>();

    public ConcurrentQueue<byte[]> Graphs { get; } = [];

    public MeasureCandidate Delegate => async (graph, plan, progress, cancellationToken) =>
    {
        var run = new Run(plan, progress!, cancellationToken);
        Graphs.Enqueue(graph.ToArray());
        await _started.Writer.WriteAsync(run, CancellationToken.None);
        return await run.Outcome.Task.WaitAsync(cancellationToken);
    };

    /// <summary>The next measurement to start.</summary>
    public async Task<Run> NextAsync() => await _started.Reader.ReadAsync().AsTask().WaitAsync(AgentConnection.Patience);

    internal sealed record Run(MeasurementPlan Plan, IProgress<MeasurementProgress> Progress, CancellationToken Cancelled)
    {
        public TaskCompletionSource<MeasurementOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Succeed(double latencyMs = 5) => Outcome.SetResult(Samples.Outcome(latencyMs));

        public async Task WasKilledAsync()
        {
            var killed = new TaskCompletionSource();
            await using var registration = Cancelled.Register(killed.SetResult);
            await killed.Task.WaitAsync(AgentConnection.Patience);
        }
    }
}
