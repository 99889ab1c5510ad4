using System.Text.Json.Serialization;
using Lts.Contracts.Json;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies.Json;

/// <summary>How this room's records are stored; names stand at their properties.</summary>
[JsonSourceGenerationOptions(
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ArchitectureConverter), typeof(SearchAlgorithmConverter), typeof(SearchSpaceConverter), typeof(MetricConverter)])]
[JsonSerializable(typeof(StudySpec))]
[JsonSerializable(typeof(TargetProgress))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(EvolutionarySearchOptions))]
[JsonSerializable(typeof(EvolutionParetoOptions))]
[JsonSerializable(typeof(RandomSearchOptions))]
[JsonSerializable(typeof(FixedCandidatesOptions))]
internal sealed partial class StudiesJson : JsonSerializerContext;
