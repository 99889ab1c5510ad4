using System.Text.Json.Serialization;

namespace Lts.Trainer.Service.Jobs;

/// <summary>JSON of the queue's folder; names stand at the properties.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(JobRecord))]
internal sealed partial class JobJsonContext : JsonSerializerContext;
