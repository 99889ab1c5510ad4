using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Contracts.Json;

namespace Lts.Cli.Client.Json;

/// <summary>Machine-readable output: snake_case names with units. Names are a contract (docs/cli.md).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(FiniteNumberConverter), typeof(FlatNamesConverter)])]
[JsonSerializable(typeof(ArchitectureReport))]
[JsonSerializable(typeof(DeviceJson))]
[JsonSerializable(typeof(ImmutableArray<DeviceJson>))]
[JsonSerializable(typeof(ImmutableArray<StudyJson>))]
[JsonSerializable(typeof(ImmutableArray<string>))]
[JsonSerializable(typeof(ExportJson))]
[JsonSerializable(typeof(BackupJson))]
[JsonSerializable(typeof(CompactJson))]
[JsonSerializable(typeof(FlatMeasurementJson))]
[JsonSerializable(typeof(MeasureResultJson))]
[JsonSerializable(typeof(RemovedJson))]
[JsonSerializable(typeof(ServeJson))]
[JsonSerializable(typeof(StudyUpdateJson))]
[JsonSerializable(typeof(TrainingJson))]
[JsonSerializable(typeof(ImmutableArray<TrainingJson>))]
[JsonSerializable(typeof(PulledJson))]
[JsonSerializable(typeof(GeneratedJson))]
internal sealed partial class LtsJsonContext : JsonSerializerContext;

/// <summary>What <c>lts devices remove --json</c> and <c>lts study delete --json</c> print.</summary>
/// <param name="Removed">The device's or the study's name.</param>
internal sealed record RemovedJson(string Removed);
