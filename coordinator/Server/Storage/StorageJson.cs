using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Coordinator.Trainings;

namespace Lts.Coordinator.Storage;

/// <summary>How outcomes, and what trainings said, are written to the database.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true,
    IncludeFields = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredOutcome))]
[JsonSerializable(typeof(ImmutableArray<string>))]
[JsonSerializable(typeof(TrainingProgress))]
[JsonSerializable(typeof(TrainingResult))]
[JsonSerializable(typeof(ImmutableArray<TrainingArtifact>))]
internal sealed partial class StorageJson : JsonSerializerContext;
