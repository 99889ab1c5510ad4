using System.Collections.Immutable;

namespace Lts.Cli.Client.Json;

/// <summary>What was measured of one metric besides latency and memory.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Value">In its unit.</param>
/// <param name="Low">Lower end of its 95 % interval; null where there is none.</param>
/// <param name="High">Upper end of its 95 % interval; null where there is none.</param>
/// <param name="Samples">Raw samples; empty where none were kept or asked for.</param>
internal sealed record MetricValueJson(string Metric, double Value, double? Low, double? High, ImmutableArray<double> Samples);
