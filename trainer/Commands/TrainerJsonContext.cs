using System.Text.Json.Serialization;
using Lts.Contracts.Json;

namespace Lts.Trainer.Commands;

/// <summary>Machine-readable output of verbs: snake_case names with units.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EvaluationJson))]
[JsonSerializable(typeof(ModelExportJson))]
[JsonSerializable(typeof(GeneratedTextJson))]
[JsonSerializable(typeof(ImportJson))]
[JsonSerializable(typeof(ServeJson))]
internal sealed partial class TrainerJsonContext : JsonSerializerContext;

/// <summary>What <c>eval --json</c> prints.</summary>
/// <param name="Model">Path of the model.</param>
/// <param name="ArchitectureId">Id of the architecture.</param>
/// <param name="Loss">Mean loss in nats per token.</param>
/// <param name="Perplexity">Perplexity per token; null where it is beyond any number.</param>
/// <param name="WordPerplexity">Perplexity per word; null where the text has no words, or so long ones that it is beyond any number.</param>
/// <param name="BitsPerByte">Bits per byte of the text.</param>
/// <param name="Tokens">Tokens that were predicted.</param>
/// <param name="Words">Runs of bytes between ASCII white space.</param>
/// <param name="Bytes">Bytes of the text.</param>
/// <param name="Window">Most tokens that a window saw.</param>
/// <param name="Stride">Tokens that each window predicted anew.</param>
/// <param name="ElapsedS">Seconds, loading included.</param>
internal sealed record EvaluationJson(
    string Model, string ArchitectureId, double Loss, double? Perplexity, double? WordPerplexity, double BitsPerByte, long Tokens, long Words, long Bytes,
    int Window, int Stride, double ElapsedS);

/// <summary>What <c>export --json</c> prints.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="ArchitectureId">Id of the architecture.</param>
/// <param name="SizeBytes">Size of the file in bytes.</param>
/// <param name="WithPast">Whether it takes and gives keys and values.</param>
/// <param name="Sha256">SHA-256 of it, in lower-case hexadecimal.</param>
internal sealed record ModelExportJson(string Path, string ArchitectureId, long SizeBytes, bool WithPast, string Sha256);

/// <summary>What <c>generate --json</c> prints for each prompt.</summary>
/// <param name="Prompt">What the text continues; it is not part of it.</param>
/// <param name="Text">What the model wrote.</param>
/// <param name="Tokens">Token ids of the text that the model wrote.</param>
/// <param name="End">Why it ended: <c>end_of_text</c>, <c>stop_string</c>, <c>max_tokens</c>, <c>context_full</c>.</param>
/// <param name="Seed">The seed that the tokens were drawn with.</param>
internal sealed record GeneratedTextJson(string Prompt, string Text, IReadOnlyList<int> Tokens, string End, long Seed);

/// <summary>What <c>import --json</c> prints.</summary>
/// <param name="Path">Path of the folder written.</param>
/// <param name="ArchitectureId">Id of the architecture.</param>
/// <param name="TotalParameters">Number of parameters, embeddings included.</param>
/// <param name="HasTokenizer">Whether it holds a tokenizer.</param>
internal sealed record ImportJson(string Path, string ArchitectureId, long TotalParameters, bool HasTokenizer);
