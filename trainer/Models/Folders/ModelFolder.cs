using System.Text.Json;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.SafeTensors;

namespace Lts.Trainer.Models.Folders;

/// <summary>
/// A trained model on disk, as Hugging Face's transformers lay out GPT-2: <c>config.json</c>, <c>model.safetensors</c>, the tokenizer's files;
/// ours have <c>architecture.json</c> besides. Models whose layers differ are in Archai's gpt2-flex form.
/// </summary>
internal sealed class ModelFolder : IDisposable
{
    /// <summary>File of the weights.</summary>
    public const string WeightsFile = "model.safetensors";

    /// <summary>File of the architecture in Archai's fields; only folders of ours have it.</summary>
    public const string ArchitectureFile = "architecture.json";

    private const string ShardIndex = "model.safetensors.index.json";
    private const string PickledFile = "pytorch_model.bin";
    private const long MostConfigurationBytes = 1 << 24;

    private ModelFolder(string path, Architecture architecture, SafeTensorsFile file, Gpt2Weights weights, ByteLevelTokenizer? tokenizer) =>
        (FullName, Architecture, File, Weights, Tokenizer) = (path, architecture, file, weights, tokenizer);

    /// <summary>Where it lies.</summary>
    public string FullName { get; }

    /// <summary>What <c>config.json</c> describes.</summary>
    public Architecture Architecture { get; }

    /// <summary>The file of tensors.</summary>
    public SafeTensorsFile File { get; }

    /// <summary>The values of all weights.</summary>
    public Gpt2Weights Weights { get; }

    /// <summary>Its tokenizer; <see langword="null"/> if the folder holds none.</summary>
    public ByteLevelTokenizer? Tokenizer { get; }

    /// <summary>Opens a model folder, or the one inside a run folder.</summary>
    /// <exception cref="UserErrorException">There is none, or it is damaged; says what to do.</exception>
    public static ModelFolder Open(string path)
    {
        var folder = Find(path);
        var architecture = ReadArchitecture(folder);
        var file = SafeTensorsFile.Open(Path.Combine(folder, WeightsFile));
        try
        {
            var tokenizer = FolderTokenizer.Load(folder);
            if (tokenizer is not null)
            {
                FolderTokenizer.ThrowIfLarger(tokenizer, architecture.VocabularySize, folder);
            }

            return new ModelFolder(folder, architecture, file, new Gpt2Weights(file, architecture), tokenizer);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The folder that holds the weights: the one named, the one of the file named, or <c>model</c> in a run folder.</summary>
    private static string Find(string path)
    {
        var full = Path.GetFullPath(path);
        if (System.IO.File.Exists(full) && Path.GetFileName(full) is WeightsFile or ModelConfigurationFields.FileName)
        {
            full = Path.GetDirectoryName(full)!;
        }

        full = Path.TrimEndingDirectorySeparator(full);
        string[] places = [ModelPlace.Find(full), ModelPlace.Find(Path.Combine(full, "model"))];
        if (places.FirstOrDefault(place => System.IO.File.Exists(Path.Combine(place, WeightsFile))) is { } found)
        {
            return found;
        }

        if (places.FirstOrDefault(place => System.IO.File.Exists(Path.Combine(place, ShardIndex))) is { } sharded)
        {
            throw new UserErrorException($"The weights in {sharded} are spread over several files; only a single {WeightsFile} can be read. Save the model in one file.", ExitCode.Usage);
        }

        if (System.IO.File.Exists(Path.Combine(full, PickledFile)))
        {
            throw new UserErrorException($"{full} holds {PickledFile}, which is a program rather than data. Save the model as {WeightsFile}.", ExitCode.Usage);
        }

        throw Directory.Exists(full)
            ? new UserErrorException($"{path} has no {WeightsFile}: it is neither a model nor a finished run.", ExitCode.NotFound)
            : new UserErrorException($"There is no model {path}.", ExitCode.NotFound);
    }

    private static Architecture ReadArchitecture(string folder)
    {
        var path = Path.Combine(folder, ModelConfigurationFields.FileName);
        using var document = Parse(path);
        var reader = new ModelConfigurationReader(document.RootElement);
        try
        {
            if (reader.IsOursAlone)
            {
                return ReadOurs(Path.Combine(folder, ArchitectureFile));
            }

            var architecture = reader.Read() ?? throw new ValidationException(path, reader.Errors);
            return Confirm(architecture, Path.Combine(folder, ArchitectureFile));
        }
        catch (ValidationException e)
        {
            throw new UserErrorException(e.Message, ExitCode.Usage, e);
        }
        catch (InvalidOperationException e)
        {
            throw new UserErrorException($"{path} holds text that is not valid Unicode.", ExitCode.Usage, e);
        }
    }

    /// <summary>Of a family that has no form of Hugging Face's here.</summary>
    private static Architecture ReadOurs(string path) => System.IO.File.Exists(path)
        ? ArchitectureJson.Parse(System.IO.File.ReadAllBytes(path), path)
        : throw new UserErrorException($"There is no {path}, which says what the weights beside it are.", ExitCode.NotFound);

    /// <summary>Ours must say the same as Hugging Face's: whoever edits only one of them is told.</summary>
    private static Architecture Confirm(Architecture architecture, string path)
    {
        if (!System.IO.File.Exists(path))
        {
            return architecture;
        }

        var ours = ArchitectureJson.Parse(System.IO.File.ReadAllBytes(path), path);
        return ours.Id == architecture.Id
            ? ours
            : throw new UserErrorException(
                $"{path} describes {ours.Id}, but {ModelConfigurationFields.FileName} beside it describes {architecture.Id}. Remove the one that is wrong.", ExitCode.Conflict);
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostConfigurationBytes)
            {
                throw new UserErrorException($"{path} is too large to be a configuration.", ExitCode.Usage);
            }

            return JsonDocument.Parse(System.IO.File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"There is no {path}, which says what the weights beside it are.", ExitCode.NotFound, e);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw UnreadableFile.Explain(path, e);
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"{path} is not JSON: {MalformedJson.Describe(e)}", ExitCode.Usage, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Dispose();
}
