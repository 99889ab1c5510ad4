using System.Text.Json.Serialization;
using Lts.Contracts.Json;
using Lts.Trainer.Training.Checkpoints;

namespace Lts.Trainer.Training.Runs;

/// <summary>JSON of the run folder, and of <c>train --json</c>; names stand at the properties.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectRequiredConstructorParameters = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(TrainingProgressJson))]
[JsonSerializable(typeof(TrainingResultJson))]
[JsonSerializable(typeof(LoopState))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
