using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Contracts.Json;
using Lts.Domain.Trainings;

namespace Lts.Coordinator.Trainings;

/// <summary>How this room's records are stored; names stand at their properties.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(ArchitectureConverter)])]
[JsonSerializable(typeof(TrainingSpec))]
[JsonSerializable(typeof(TrainingResult))]
[JsonSerializable(typeof(ImmutableArray<TrainedFile>))]
internal sealed partial class TrainingsJson : JsonSerializerContext;
