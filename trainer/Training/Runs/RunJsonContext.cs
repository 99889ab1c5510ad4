using System.Text.Json.Serialization;
using Lts.Trainer.Training.Checkpoints;

namespace Lts.Trainer.Training.Runs;

/// <summary>JSON of the run folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ProgressLine))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
