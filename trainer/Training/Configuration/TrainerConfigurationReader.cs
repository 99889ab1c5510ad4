using System.Text.Json;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Trainer.Data.Corpus;

namespace Lts.Trainer.Training.Configuration;

/// <summary>Reads a configuration and gathers every error on the way.</summary>
/// <param name="folder">What relative paths are relative to.</param>
internal sealed class TrainerConfigurationReader(string folder)
{
    private const string MaxSequenceLength = "max_sequence_length";

    private static readonly JsonDocumentOptions ReadOptions = HandWrittenJson.Options(maxDepth: 16);

    private readonly List<string> _errors = [];

    /// <summary>Reads a configuration from UTF-8 JSON.</summary>
    /// <param name="json">The file, with comments and trailing commas allowed.</param>
    /// <param name="subject">What to call it in errors: the file's name.</param>
    /// <param name="folder">What relative paths are relative to.</param>
    /// <exception cref="ValidationException">It cannot be used; every error is named.</exception>
    public static TrainerConfiguration Parse(ReadOnlyMemory<byte> json, string subject, string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(json, ReadOptions);
            var reader = new TrainerConfigurationReader(folder);
            var configuration = reader.Read(document.RootElement);
            return reader._errors.Count == 0 ? configuration! : throw new ValidationException(subject, reader._errors);
        }
        catch (JsonException e)
        {
            throw new ValidationException(subject, [$"it is not valid JSON: {MalformedJson.Describe(e)}"]);
        }
        catch (InvalidOperationException)
        {
            throw new ValidationException(subject, ["it holds text that is not valid Unicode."]);
        }
        catch (ArgumentException)
        {
            throw new ValidationException(subject, ["one of its paths holds a character that no path may have."]);
        }
    }

    private TrainerConfiguration? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            _errors.Add("a configuration must be a JSON object; `lts-trainer config --preset small-cpu` prints one.");
            return null;
        }

        var fields = new ObjectReader(root, "", _errors);
        var preset = Presets.Get(fields.Word("preset", Presets.Names) ?? Presets.SmallCpu);
        var architectureField = fields.Any("architecture");
        var output = fields.Text("output");
        if (output is null && !_errors.Exists(e => e.StartsWith("output ", StringComparison.Ordinal)))
        {
            _errors.Add("output is missing: the folder that the run is written to.");
        }

        var data = ReadData(fields.Object("data"), preset.Data);
        var training = ReadTraining(fields.Object("training"), preset.Training);
        var architecture = ReadArchitecture(architectureField, training);
        var device = ReadDevice(fields.Object("device"), preset.Device);
        fields.Finish();
        return _errors.Count > 0
            ? null
            : new TrainerConfiguration
            {
                Preset = preset.Preset,
                Architecture = architecture!,
                Output = Absolute(output!),
                Data = data,
                Training = training,
                Device = device,
            };
    }

    private ArchitectureChoice? ReadArchitecture(JsonElement? value, TrainingSettings training)
    {
        switch (value)
        {
            case null:
                _errors.Add("architecture is missing: Archai's fields { \"arch_type\": \"gpt2\", … }, or the path of an architecture file.");
                return null;
            case { ValueKind: JsonValueKind.Object } inPlace:
                return ReadArchitecture(inPlace, "architecture", training);
            case { ValueKind: JsonValueKind.String } path:
                return ReadArchitectureFile(Absolute(path.GetString()!), training);
            default:
                _errors.Add("architecture must be an object of Archai's fields, or the path of an architecture file.");
                return null;
        }
    }

    private ArchitectureChoice? ReadArchitectureFile(string path, TrainingSettings training)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), ReadOptions);
            return ReadArchitecture(document.RootElement, $"architecture {path}", training);
        }
        catch (JsonException e)
        {
            _errors.Add($"architecture: {path} is not valid JSON: {MalformedJson.Describe(e)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _errors.Add($"architecture: {path} cannot be read: {e.Message}");
        }

        return null;
    }

    private ArchitectureChoice? ReadArchitecture(JsonElement element, string subject, TrainingSettings training)
    {
        try
        {
            var architecture = ArchitectureJson.Read(element, subject);
            if (!element.TryGetProperty(MaxSequenceLength, out _))
            {
                architecture = architecture with { MaxSequenceLength = training.SequenceLength };
            }

            if (training.SequenceLength > architecture.MaxSequenceLength)
            {
                _errors.Add(
                    $"training.sequence_length {training.SequenceLength} is more than the architecture's {MaxSequenceLength} "
                    + $"{architecture.MaxSequenceLength}.");
            }

            return new ArchitectureChoice(architecture, element.TryGetProperty("vocab_size", out _));
        }
        catch (ValidationException e)
        {
            _errors.AddRange(e.Errors.Select(error => $"{subject}: {error}"));
            return null;
        }
    }

    private DataSettings ReadData(ObjectReader fields, DataSettings preset)
    {
        var sources = fields.Texts("sources");
        var shards = fields.Text("shards");
        if (sources is { Count: > 0 } == shards is not null)
        {
            _errors.Add(shards is null
                ? $"{fields.PathOf("sources")} must name at least one text file or folder (or {fields.PathOf("shards")} a prepared folder)."
                : $"{fields.PathOf("sources")} and {fields.PathOf("shards")} cannot both be given: keep one of them.");
        }

        var settings = new DataSettings
        {
            Sources = [.. (sources ?? []).Select(Absolute)],
            TextField = fields.Text("text_field") ?? preset.TextField,
            InvalidText = fields.Word("invalid_text", InvalidTextWords.All) is { } word ? InvalidTextWords.Parse(word) : preset.InvalidText,
            Shards = shards is null ? null : Absolute(shards),
            ValidationFraction = fields.Number("validation_fraction", 1e-6, 0.9) ?? preset.ValidationFraction,
            Tokenizer = ReadTokenizer(fields, shards is null ? preset.Tokenizer : null),
        };
        fields.Finish();
        return settings;
    }

    private TokenizerChoice? ReadTokenizer(ObjectReader fields, TokenizerChoice? preset)
    {
        const string name = "tokenizer";
        switch (fields.Any(name))
        {
            case null:
                return preset;
            case { ValueKind: JsonValueKind.String } text:
                var word = text.GetString()!;
                return word == TokenizerChoice.Gpt2Name ? TokenizerChoice.Gpt2 : new TokenizerChoice(Absolute(word), null);
            case { ValueKind: JsonValueKind.Object }:
                var trained = fields.Object(name);
                var size = trained.Int("train_vocabulary_size", TokenizerChoice.SmallestVocabulary, ArchitectureLimits.VocabularySize);
                trained.Finish();
                return size is { } given ? TokenizerChoice.Trained(given) : preset;
            case { } other:
                fields.Wrong(name, "\"gpt2\", the path of a tokenizer.json, or { \"train_vocabulary_size\": N }", other);
                return preset;
        }
    }

    private TrainingSettings ReadTraining(ObjectReader fields, TrainingSettings preset)
    {
        var settings = TrainingFields.All.Aggregate(preset, (settings, field) => field.Read(fields, settings));
        if (fields.Any("warmup_steps") is null)
        {
            // A first trial of a few steps must not stumble over a default.
            settings = settings with { WarmupSteps = Math.Min(settings.WarmupSteps, settings.Steps) };
        }

        fields.Finish();
        _errors.AddRange(TrainingFields.Contradictions(settings));
        return settings;
    }

    private static DeviceSettings ReadDevice(ObjectReader fields, DeviceSettings preset)
    {
        var kind = fields.Word("kind", DeviceWords.Cpu, DeviceWords.Cuda) switch
        {
            DeviceWords.Cpu => DeviceKind.Cpu,
            DeviceWords.Cuda => DeviceKind.Cuda,
            _ => preset.Kind,
        };
        var threads = fields.Int("threads", 0, 4096) ?? preset.Threads;
        var given = fields.Word("precision", DeviceWords.Float32, DeviceWords.BFloat16);
        var precision = given switch
        {
            DeviceWords.Float32 => Precision.Float32,
            DeviceWords.BFloat16 => Precision.BFloat16,
            _ => kind == DeviceKind.Cpu ? Precision.Float32 : preset.Precision,
        };
        fields.Finish();
        if (kind == DeviceKind.Cpu && precision == Precision.BFloat16)
        {
            fields.Note("device.precision bfloat16 needs device.kind cuda: processors compute it slower than float32.");
        }

        return new DeviceSettings(kind, threads, precision);
    }

    private string Absolute(string path) => Path.GetFullPath(path, folder);
}
