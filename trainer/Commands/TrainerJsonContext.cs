using System.Text.Json.Serialization;

namespace Lts.Trainer.Commands;

/// <summary>Machine-readable output of verbs: snake_case names with units.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ExportJson))]
[JsonSerializable(typeof(GeneratedJson))]
[JsonSerializable(typeof(ServeJson))]
internal sealed partial class TrainerJsonContext : JsonSerializerContext;

/// <summary>What <c>export --json</c> prints.</summary>
/// <param name="Path">The file.</param>
/// <param name="ArchitectureId">What it is a model of.</param>
/// <param name="SizeBytes">Its size.</param>
/// <param name="WithPast">Whether it takes and gives keys and values.</param>
internal sealed record ExportJson(string Path, string ArchitectureId, long SizeBytes, bool WithPast);

/// <summary>What <c>generate --json</c> prints for each prompt.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Text">What the model wrote.</param>
/// <param name="Tokens">Its token ids.</param>
/// <param name="End">Why it ended: <c>length</c>, <c>end_of_text</c>, <c>stop_string</c>, <c>context_full</c>.</param>
/// <param name="Seed">Of the draws.</param>
internal sealed record GeneratedJson(string Prompt, string Text, IReadOnlyList<int> Tokens, string End, int Seed);

/// <summary>What <c>serve --json</c> prints once it listens.</summary>
/// <param name="Address">Where.</param>
internal sealed record ServeJson(string Address);
