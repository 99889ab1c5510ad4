using Lts.Agent.Inference;
using Lts.Agent.Measurement;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Tests.Support;

namespace Lts.Tests.Agent.Measurement;

/// <summary>An agent's folder with a calibrated device, shared by the tests that start real processes.</summary>
public sealed class MeasurerFixture : IAsyncLifetime, IDisposable
{
    /// <summary>A plan that tiny graphs fulfil quickly.</summary>
    internal static readonly MeasurementPlan Plan = new() { SequenceLength = 16, MaxRounds = 30, RelativeMargin = 0.5 };

    private readonly TemporaryDirectory _folder = new();

    internal string DataFolder => _folder.FullName;

    internal DeviceFacts Facts { get; private set; } = new();

    public async Task InitializeAsync()
    {
        Facts = await DeviceSurvey.MakeAsync(new InferenceSettings(), DataFolder, TimeProvider.System, CancellationToken.None);
        using var measurer = Measurer();
        await measurer.PrepareAsync(CancellationToken.None);
    }

    public void Dispose() => _folder.Dispose();

    public Task DisposeAsync()
    {
        return Task.CompletedTask;
    }

    internal CandidateMeasurer Measurer(Action<MeasurementPhase, int>? childStarted = null, int threads = 1) => new(
        new MeasurerOptions
        {
            DataFolder = DataFolder,
            ChildStarted = childStarted,
            Inference = new InferenceSettings { Threads = threads },
        },
        Facts, TimeProvider.System);

    internal async Task<T> MeasureAsync<T>(byte[] graph, MeasurementPlan? plan = null, Action<MeasurementPhase, int>? childStarted = null)
        where T : MeasurementOutcome
    {
        using var measurer = Measurer(childStarted);
        var outcome = await measurer.MeasureAsync(graph, plan ?? Plan, null, CancellationToken.None);
        return Assert.IsType<T>(outcome);
    }
}
