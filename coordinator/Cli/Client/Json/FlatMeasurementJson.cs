using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Contracts.Json;

namespace Lts.Cli.Client.Json;

/// <summary>
/// A measurement as <c>--json</c> of <c>lts</c> prints it: the one form of <see cref="MeasurementJson"/>, and before it the same numbers under
/// the flat names that scripts have used from the beginning (docs/cli.md). New numbers go into the one form only.
/// </summary>
internal sealed record FlatMeasurementJson(
    double LatencyMs, double LatencyLowMs, double LatencyHighMs, double RawP50Ms, double RawP90Ms, double RawMinMs, double Ratio,
    double ReferenceMs, int Rounds, long PeakBytes, long PeakNetBytes, long SessionPeakBytes, long BaselineBytes, long AnonymousBytes,
    long ArenaPeakBytes, string Verdict, LatencyJson Latency, MemoryJson Memory, ContextJson? Context,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<MetricValueJson>? Values)
{
    /// <summary>Both forms.</summary>
    public static FlatMeasurementJson Of(MeasurementJson measurement)
    {
        var (latency, memory) = (measurement.Latency, measurement.Memory);
        return new(
            latency.LatencyMs, latency.LowMs, latency.HighMs, latency.P50Ms, latency.P90Ms, latency.MinMs, latency.Ratio,
            latency.ReferenceMs, latency.Rounds, memory.PeakBytes, memory.PeakNetBytes, memory.SessionPeakBytes, memory.BaselineBytes,
            memory.AnonymousBytes, memory.ArenaPeakBytes, measurement.Verdict, latency, memory, measurement.Context, measurement.Values);
    }
}
