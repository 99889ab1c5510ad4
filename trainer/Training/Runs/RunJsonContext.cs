using System.Text.Json.Serialization;
using Lts.Trainer.Training.Checkpoints;

namespace Lts.Trainer.Training.Runs;

/// <summary>JSON of the run folder, and of <c>train --json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(ProgressLine))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(TrainingState))]
internal sealed partial class RunJsonContext : JsonSerializerContext;
