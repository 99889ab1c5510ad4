using System.Text.Json.Serialization;

namespace Lts.Coordinator.Storage;

/// <summary>How outcomes are written to the database.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true,
    IncludeFields = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredOutcome))]
internal sealed partial class StorageJson : JsonSerializerContext;
