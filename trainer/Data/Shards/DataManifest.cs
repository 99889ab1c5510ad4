using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Lts.Trainer.Data.Shards;

/// <summary><c>manifest.json</c>: what is in a folder of token shards.</summary>
internal sealed record DataManifest
{
    /// <summary>The file's name. It is written last: a folder without it is no data.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The format that this program writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of the shards: 1 is little-endian ids without a header.</summary>
    [JsonPropertyName("format")]
    public required int Format { get; init; }

    /// <summary>The text's files, as they were named.</summary>
    [JsonPropertyName("sources")]
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>SHA-256 over all pieces of the text: equal for equal texts, however they were compressed.</summary>
    [JsonPropertyName("corpus_sha256")]
    public required string CorpusSha256 { get; init; }

    /// <summary>SHA-256 over everything that decides the data: sources with sizes and times, and the options.</summary>
    [JsonPropertyName("request_sha256")]
    public required string RequestSha256 { get; init; }

    /// <summary><see cref="Tokenization.ITokenizer.Sha256"/> of the tokenizer.</summary>
    [JsonPropertyName("tokenizer_sha256")]
    public required string TokenizerSha256 { get; init; }

    /// <summary>Every id is below this.</summary>
    [JsonPropertyName("vocabulary_size")]
    public required int VocabularySize { get; init; }

    /// <summary>The id between documents.</summary>
    [JsonPropertyName("end_of_text_id")]
    public required int EndOfTextId { get; init; }

    /// <summary>Bytes an id: 2 for vocabularies of at most 65,536, else 4.</summary>
    [JsonPropertyName("bytes_per_token")]
    public required int BytesPerToken { get; init; }

    /// <summary>Share of the text that was to be held out.</summary>
    [JsonPropertyName("validation_fraction")]
    public required double ValidationFraction { get; init; }

    /// <summary>What is learnt.</summary>
    [JsonPropertyName("train")]
    public required SplitManifest Train { get; init; }

    /// <summary>What is held out.</summary>
    [JsonPropertyName("validation")]
    public required SplitManifest Validation { get; init; }

    /// <summary>Bytes an id of a vocabulary takes.</summary>
    public static int WidthFor(int vocabularySize) => vocabularySize <= ushort.MaxValue + 1 ? sizeof(ushort) : sizeof(uint);
}
