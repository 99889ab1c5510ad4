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
/// the service itself decides where the run is written.
/// </summary>
/// <param name="corpora">The paths of texts by the names that jobs call them.</param>
internal sealed class JobConfiguration(ImmutableDictionary<string, string> corpora)
{
    private const string Subject = "the job";
    private const int LongestConfiguration = 1 << 18;
    private const int LongestLabel = 200;
    private const int LongestName = 64; // of what is not known, in a message
    private const int MostCorpora = 100;
    private const int Gpt2Ids = 50_257;
    private const int MaxDepth = 12; // less than a configuration file may have: nothing that passes here fails there

    private static readonly string[] Sections = ["preset", "data", "training", "device"];

    private static readonly JsonSerializerOptions WriteOptions = new() { WriteIndented = true };

    /// <summary>The configuration file of a job's run, and what it means.</summary>
    /// <param name="spec">What the client asks for.</param>
    /// <param name="runFolder">Where the file will lie.</param>
    /// <exception cref="ValidationException">The job cannot be trained; every error is named.</exception>
    public (byte[] File, TrainerConfiguration Configuration) Compose(JobSpec spec, string runFolder)
    {
        var errors = new List<string>();
        if (spec.Label.Length > LongestLabel)
        {
            errors.Add($"label has {spec.Label.Length} characters; it may have at most {LongestLabel}.");
        }

        try
        {
            var file = WriteFile(spec, errors);
            var configuration = Read(file, runFolder, errors);
            return errors.Count == 0 ? (file, configuration!) : throw new ValidationException(Subject, errors);
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json looks at a text's characters only when the text is wanted.
            throw new ValidationException(Subject, errors.Append("configuration holds text that is not valid Unicode."));
        }
    }

    /// <summary>What a client may say of a configuration, with every default filled in.</summary>
    public static string Complete(TrainerConfiguration configuration)
    {
        var root = JsonNode.Parse(TrainerConfigurationWriter.ToUtf8(configuration, Path.GetFullPath(configuration.Output)))!.AsObject();
        root["data"]!.AsObject().Remove("sources");
        foreach (var name in root.Select(field => field.Key).Except(Sections).ToList())
        {
            root.Remove(name);
        }

        return root.ToJsonString(WriteOptions);
    }

    private byte[] WriteFile(JobSpec spec, List<string> errors)
    {
        var root = Parse(spec.Configuration, errors);
        RefuseFiles(root, errors);
        var data = TakeData(root, errors);
        // With nothing to read the reader would complain of a field that is not the client's.
        var sources = Sources(spec.Corpora, errors);
        data["sources"] = new JsonArray([.. (sources.Count > 0 ? sources : ["."]).Select(path => (JsonNode)path)]);
        root["architecture"] = JsonNode.Parse(spec.Architecture);
        root["output"] = ".";

        return Encoding.UTF8.GetBytes(root.ToJsonString(WriteOptions) + "\n");
    }

    private static TrainerConfiguration? Read(byte[] file, string runFolder, List<string> errors)
    {
        var inFile = new List<string>();
        var configuration = ValidationException.Gather(() => TrainerConfigurationReader.Parse(file, Subject, runFolder), inFile);
        // The file is the client's configuration and its architecture in one.
        errors.AddRange(inFile.Select(e => e.StartsWith("architecture", StringComparison.Ordinal) ? e : $"configuration: {e}"));
        if (configuration is not null)
        {
            RequireRoomForTokens(configuration, errors);
        }

        return configuration;
    }

    private static JsonObject Parse(string text, List<string> errors)
    {
        if (text.Length > LongestConfiguration)
        {
            errors.Add($"configuration has {text.Length} characters; it may have at most {LongestConfiguration}.");
            return [];
        }

        return HandWrittenJson.ReadObject(text, "configuration", MaxDepth, errors);
    }

    private static void RefuseFiles(JsonObject root, List<string> errors)
    {
        foreach (var name in root.Select(field => field.Key).Except(Sections).ToList())
        {
            errors.Add($"configuration: {Printable.Of(name, LongestName)} may not be set by a job; its fields are {string.Join(", ", Sections)}.");
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

    /// <summary>The section, put in where the client left it out; what else stands there is an error of its own.</summary>
    private static JsonObject TakeData(JsonObject root, List<string> errors)
    {
        if (root["data"] is JsonObject given)
        {
            return given;
        }

        if (root["data"] is not null)
        {
            errors.Add("configuration: data must be an object { … }.");
        }

        var data = new JsonObject();
        root["data"] = data;
        return data;
    }

    /// <summary>Ids that the tokenizer of a job has.</summary>
    /// <param name="configuration">A configuration that has been checked.</param>
    public static int TokenizerIds(TrainerConfiguration configuration) => configuration.Data.Tokenizer?.TrainVocabularySize ?? Gpt2Ids;

    private static void RequireRoomForTokens(TrainerConfiguration configuration, List<string> errors)
    {
        var ids = TokenizerIds(configuration);
        var (architecture, isGiven) = configuration.Architecture;
        if (isGiven && architecture.VocabularySize < ids)
        {
            errors.Add(
                $"architecture.vocabulary_size {architecture.VocabularySize} is less than the tokenizer's {ids} ids. Set it to 0 to take the tokenizer's "
                + $"number, or learn a smaller vocabulary: data.tokenizer {{ \"train_vocabulary_size\": {architecture.VocabularySize} }}.");
        }
    }

    private List<string> Sources(ImmutableArray<string> names, List<string> errors)
    {
        if (names.IsEmpty)
        {
            return SampleSources(errors);
        }

        if (names.Length > MostCorpora || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            errors.Add($"corpora has {names.Length} names; give at most {MostCorpora}, each only once.");
            return [];
        }

        var known = corpora.IsEmpty
            ? "the service was started without any (--corpus NAME=PATH)"
            : $"the service has {string.Join(", ", corpora.Keys.Order(StringComparer.Ordinal))}";
        errors.AddRange(names.Where(name => !corpora.ContainsKey(name)).Select(name => $"corpora: there is no text '{Printable.Of(name, LongestName)}'; {known}."));
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
