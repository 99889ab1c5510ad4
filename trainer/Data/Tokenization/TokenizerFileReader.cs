using System.Text.Json;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>
/// Reads <c>tokenizer.json</c>, and refuses what would give other ids than the library that the file is for: a normaliser, another split,
/// another kind of model. Fields that do not change ids (truncation, padding, post-processing) are passed over.
/// </summary>
internal static class TokenizerFileReader
{
    /// <summary>The tokenizer of a file.</summary>
    /// <exception cref="Lts.Hosting.UserErrorException">It cannot be used; the message says all that is wrong.</exception>
    public static TokenizerModel Read(JsonElement root, string path)
    {
        var builder = new TokenizerModelBuilder();
        if (root.ValueKind != JsonValueKind.Object)
        {
            builder.AddError($"it is not a JSON object");
        }
        else
        {
            ReadAddedTokens(root, builder);
            CheckSplit(root, builder);
            ReadModel(root, builder);
        }

        return builder.Build(path);
    }

    private static void CheckSplit(JsonElement root, TokenizerModelBuilder builder)
    {
        if (Given(root, "normalizer", out var normalizer))
        {
            builder.AddError($"normalizer: {TypeOf(normalizer)} changes the text before it is encoded, which is not supported");
        }

        if (!Given(root, "pre_tokenizer", out var split) || TypeOf(split) != "ByteLevel")
        {
            builder.AddError($"pre_tokenizer: only ByteLevel is supported, and this is {(split.ValueKind == JsonValueKind.Object ? TypeOf(split) : "none")}");
            return;
        }

        if (IsTrue(split, "add_prefix_space"))
        {
            builder.AddError($"pre_tokenizer.add_prefix_space: true would add a space to every text, which is not supported");
        }

        if (split.TryGetProperty("use_regex", out var regex) && regex.ValueKind == JsonValueKind.False)
        {
            builder.AddError($"pre_tokenizer.use_regex: false is not supported; texts are split as GPT-2 does");
        }
    }

    private static void ReadAddedTokens(JsonElement root, TokenizerModelBuilder builder)
    {
        if (!Given(root, "added_tokens", out var tokens))
        {
            return;
        }

        if (tokens.ValueKind != JsonValueKind.Array)
        {
            builder.AddError($"added_tokens: must be a list");
            return;
        }

        foreach (var token in tokens.EnumerateArray())
        {
            if (token.ValueKind == JsonValueKind.Object && token.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
                && token.TryGetProperty("id", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var id))
            {
                builder.AddSpecial(content.GetString()!, id);
                if (!IsTrue(token, "special"))
                {
                    builder.AddError($"added_tokens: \"{content.GetString()}\" is not special, so it would be looked for in texts, which is not supported");
                }
            }
            else
            {
                builder.AddError($"added_tokens: each must have a content and a whole-numbered id");
            }
        }
    }

    private static void ReadModel(JsonElement root, TokenizerModelBuilder builder)
    {
        if (!Given(root, "model", out var model) || model.ValueKind != JsonValueKind.Object)
        {
            builder.AddError($"model: is missing");
            return;
        }

        if (model.TryGetProperty("type", out _) && TypeOf(model) != "BPE")
        {
            builder.AddError($"model.type: only BPE is supported, and this is {TypeOf(model)}");
            return;
        }

        foreach (var flag in (string[])["byte_fallback", "ignore_merges"])
        {
            if (IsTrue(model, flag))
            {
                builder.AddError($"model.{flag}: true is not supported");
            }
        }

        foreach (var affix in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
        {
            if (Given(model, affix, out var text) && !(text.ValueKind == JsonValueKind.String && text.GetString()!.Length == 0))
            {
                builder.AddError($"model.{affix}: must be empty");
            }
        }

        if (Given(model, "dropout", out var dropout) && !(dropout.ValueKind == JsonValueKind.Number && dropout.GetDouble() == 0))
        {
            builder.AddError($"model.dropout: must be none");
        }

        ReadVocabulary(model, builder);
        ReadMerges(model, builder);
    }

    private static void ReadVocabulary(JsonElement model, TokenizerModelBuilder builder)
    {
        if (!Given(model, "vocab", out var vocabulary) || vocabulary.ValueKind != JsonValueKind.Object)
        {
            builder.AddError($"model.vocab: is missing");
            return;
        }

        foreach (var token in vocabulary.EnumerateObject())
        {
            if (token.Value.ValueKind == JsonValueKind.Number && token.Value.TryGetInt64(out var id))
            {
                builder.AddToken(token.Name, id);
            }
            else
            {
                builder.AddError($"model.vocab: the id of token \"{token.Name}\" is not a whole number");
            }
        }
    }

    /// <summary>Merges are written "a b" in older files and ["a", "b"] in newer ones.</summary>
    private static void ReadMerges(JsonElement model, TokenizerModelBuilder builder)
    {
        if (!Given(model, "merges", out var merges) || merges.ValueKind != JsonValueKind.Array)
        {
            builder.AddError($"model.merges: is missing");
            return;
        }

        var number = 0;
        foreach (var merge in merges.EnumerateArray())
        {
            number++;
            if (merge.ValueKind == JsonValueKind.String && merge.GetString()!.Split(' ') is [var left, var right])
            {
                builder.AddMerge(left, right);
            }
            else if (merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2
                && merge[0].ValueKind == JsonValueKind.String && merge[1].ValueKind == JsonValueKind.String)
            {
                builder.AddMerge(merge[0].GetString()!, merge[1].GetString()!);
            }
            else
            {
                builder.AddError($"model.merges: number {number} is not a pair of tokens");
            }
        }
    }

    private static bool Given(JsonElement parent, string name, out JsonElement value) =>
        parent.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static bool IsTrue(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string TypeOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()!
            : "without a type";
}
