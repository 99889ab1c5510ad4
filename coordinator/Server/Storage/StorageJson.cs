using System.Text.Json.Serialization;
using Lts.Coordinator.Storage.Outcomes;

namespace Lts.Coordinator.Storage;

/// <summary>How outcomes are written to the database; names stand at the stored records' fields.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StoredOutcome))]
internal sealed partial class StorageJson : JsonSerializerContext;
