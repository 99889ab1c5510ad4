using Lts.Agent.Inference;
using Lts.Domain.Measurements;
using Lts.Onnx;
using Lts.Onnx.Emission;
using Lts.Onnx.Inspection;
using Lts.Tests.Agent.Measurement;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>Graphs from strangers: refused before a native runtime sees them, or measured, or a failure of the graph; never one of the device.</summary>
public sealed class GraphFuzzTests(MeasurerFixture fixture, ITestOutputHelper output) : IClassFixture<MeasurerFixture>
{
    private const int MeasuredOf = 100;
    private static readonly MeasurementPlan Quick =
        new() { SequenceLength = 16, MaxRounds = 12, RelativeMargin = 0.5, TimeLimit = TimeSpan.FromSeconds(20), MemoryLimitBytes = 1L << 30 };

    private static readonly ByteMutator Mutator = new(
    [
        Graphs.Tiny(), Graphs.Tiny(new GraphOptions { BatchSize = 2, SequenceLength = 8, Logits = LogitsScope.All }),
        .. ReferenceGraph.Bytes.Length < (1 << 20) ? new[] { ReferenceGraph.Bytes.ToArray() } : [],
    ]);

    [Fact]
    public void Graph_IsRefusedOrDescribed() => new FuzzRun("ONNX graph", output) { IsRefusal = e => e is InvalidGraphException }.Each(
        Mutator.Next,
        bytes => InputPlanner.Plan(GraphInspector.Inspect(bytes), batchSize: 1, sequenceLength: 16));

    /// <summary>Those that pass the inspection, through the real processes.</summary>
    [Fact]
    public async Task Graph_IsMeasuredOrFailsByItself()
    {
        var findings = new FindingList("measured graph");
        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        using var measurer = fixture.Measurer();
        int left = FuzzForm.Share(MeasuredOf);
        for (int number = 0; left > 0; number++)
        {
            byte[] bytes = Mutator.Next(number);
            if (!Passes(bytes))
            {
                continue;
            }

            left--;
            try
            {
                var outcome = await measurer.MeasureAsync(bytes, Quick, null, CancellationToken.None);
                string kind = outcome is MeasurementFailure failure ? failure.Kind.ToString() : "measured";
                outcomes[kind] = outcomes.GetValueOrDefault(kind) + 1;
                if (outcome is MeasurementFailure { Kind: FailureKind.DeviceError, Message: var message })
                {
                    findings.Add("device error", $"input {number}: {message}");
                }
            }
            catch (Exception e)
            {
                findings.Add(number, e, bytes);
            }
        }

        string figures = $"measured graphs: {string.Join(", ", outcomes.Select(o => $"{o.Value} {o.Key}"))}";
        output.WriteLine(figures);
        FuzzForm.Tell(figures);
        findings.ThrowIfAny();
        Assert.NotEmpty(outcomes);
    }

    private static bool Passes(byte[] bytes)
    {
        try
        {
            return InputPlanner.Plan(GraphInspector.Inspect(bytes), 1, 16).Length > 0;
        }
        catch (InvalidGraphException)
        {
            return false;
        }
    }
}
