using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lts.Domain;
using Lts.Hosting;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Training.Configuration;

namespace Lts.Trainer.Service.Jobs;

/// <summary>
/// Makes the configuration of a run out of a job. A client never names a file: texts go by the names that the service was started with, and
/// where the run is written is the service's own affair.
/// </summary>
/// <param name="corpora">Texts by name.</param>
internal sealed class JobConfiguration(ImmutableDictionary<string, string> corpora)
{
    private static readonly string[] Sections = ["preset", "data", "training", "device"];

    private static readonly JsonDocumentOptions ReadOptions = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    private static readonly JsonSerializerOptions WriteOptions = new() { WriteIndented = true };

    /// <summary>The configuration file of a job's run, and what it means.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="runFolder">Where the file will lie.</param>
    /// <exception cref="ValidationException">The job cannot be trained; every error is named.</exception>
    public (byte[] File, TrainerConfiguration Configuration) Compose(JobSpec spec, string runFolder)
    {
        var errors = new List<string>();
        var root = Parse(spec.Configuration, errors);
        RefuseFiles(root, errors);
        root["architecture"] = JsonNode.Parse(spec.Architecture);
        root["output"] = ".";
        var data = root["data"] as JsonObject;
        if (root["data"] is null)
        {
            root["data"] = data = [];
        }

        if (data is not null)
        {
            // With nothing to read the reader would complain of a field that is not the client's.
            var sources = Sources(spec.Corpora, errors);
            data["sources"] = new JsonArray([.. (sources.Count > 0 ? sources : ["."]).Select(path => (JsonNode)path)]);
        }

        var file = Encoding.UTF8.GetBytes(root.ToJsonString(WriteOptions) + "\n");
        try
        {
            var configuration = ConfigurationReader.Parse(file, "the job", runFolder);
            return errors.Count == 0 ? (file, configuration) : throw new ValidationException("the job", errors);
        }
        catch (ValidationException e) when (errors.Count == 0 || !e.Errors.SequenceEqual(errors))
        {
            throw new ValidationException("the job", errors.Concat(e.Errors));
        }
    }

    private static JsonObject Parse(string text, List<string> errors)
    {
        try
        {
            if (text.Length == 0 || JsonNode.Parse(text, null, ReadOptions) is not { } node)
            {
                return [];
            }

            if (node is JsonObject root)
            {
                return root;
            }

            errors.Add("configuration must be a JSON object { … }.");
        }
        catch (JsonException e)
        {
            errors.Add($"configuration is not valid JSON: {e.Message}");
        }

        return [];
    }

    private static void RefuseFiles(JsonObject root, List<string> errors)
    {
        foreach (var name in root.Select(field => field.Key).Except(Sections).ToList())
        {
            errors.Add($"configuration: {name} is not for a job to say; its fields are {string.Join(", ", Sections)}.");
            root.Remove(name);
        }

        if (root["data"] is not JsonObject data)
        {
            return;
        }

        foreach (var name in (string[])["sources", "shards"])
        {
            if (data.Remove(name))
            {
                errors.Add($"configuration: data.{name} names files of the service; name texts in corpora instead.");
            }
        }

        if (data["tokenizer"] is JsonValue word && word.TryGetValue<string>(out var tokenizer) && tokenizer != TokenizerChoice.Gpt2Name)
        {
            errors.Add($"configuration: data.tokenizer must be \"{TokenizerChoice.Gpt2Name}\" or {{ \"train_vocabulary_size\": N }}, not a file.");
            data.Remove("tokenizer");
        }
    }

    private List<string> Sources(ImmutableArray<string> names, List<string> errors)
    {
        if (names.IsEmpty)
        {
            return SampleSources(errors);
        }

        var known = corpora.IsEmpty
            ? "the service was started without any (--corpus NAME=PATH)"
            : $"the service has {string.Join(", ", corpora.Keys.Order(StringComparer.Ordinal))}";
        errors.AddRange(names.Where(name => !corpora.ContainsKey(name)).Select(name => $"corpora: there is no text '{name}'; {known}."));
        return [.. names.Where(corpora.ContainsKey).Select(name => corpora[name])];
    }

    private static List<string> SampleSources(List<string> errors)
    {
        try
        {
            _ = SampleText.Files();
            return [SampleText.Folder];
        }
        catch (UserErrorException e)
        {
            errors.Add($"corpora: {e.Message}");
            return [];
        }
    }
}
