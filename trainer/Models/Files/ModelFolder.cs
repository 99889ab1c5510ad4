using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Models.Files;

/// <summary>A trained model on disk: <c>architecture.json</c>, <c>model.safetensors</c> with Hugging Face's names, <c>tokenizer.json</c>.</summary>
internal sealed class ModelFolder : IWeightSource, IDisposable
{
    /// <summary>Name of the weights' file.</summary>
    public const string WeightsFile = "model.safetensors";

    /// <summary>Name of the architecture's file.</summary>
    public const string ArchitectureFile = "architecture.json";

    private const long MostArchitectureBytes = 1 << 20;

    private readonly SafeTensorsFile _weights;

    private ModelFolder(string path, Architecture architecture, SafeTensorsFile weights)
    {
        Path = path;
        Architecture = architecture;
        _weights = weights;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What it is a model of.</summary>
    public Architecture Architecture { get; }

    /// <summary>Opens a model's folder, or that of the run it came from.</summary>
    /// <exception cref="UserErrorException">There is none, or its files do not fit together; the message names file and tensor.</exception>
    public static ModelFolder Open(string path)
    {
        var inner = System.IO.Path.Combine(path, "model");
        var folder = File.Exists(System.IO.Path.Combine(inner, WeightsFile)) ? inner : path;
        if (!Directory.Exists(folder))
        {
            throw new UserErrorException($"There is no folder {path}; name a run, or its model folder.", ExitCode.NotFound);
        }

        var architecture = ReadArchitecture(System.IO.Path.Combine(folder, ArchitectureFile));
        var weights = SafeTensorsFile.Open(System.IO.Path.Combine(folder, WeightsFile));
        try
        {
            RequireWeights(architecture, weights);
            return new ModelFolder(folder, architecture, weights);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>Its tokenizer.</summary>
    /// <exception cref="UserErrorException">There is none, or it has another vocabulary than the model.</exception>
    public ByteLevelTokenizer LoadTokenizer()
    {
        var tokenizer = TokenizerFile.LoadNamed(Path);
        return tokenizer.VocabularySize <= Architecture.VocabularySize
            ? tokenizer
            : throw new UserErrorException(
                $"The tokenizer in {Path} has {tokenizer.VocabularySize} ids, and the model {Architecture.VocabularySize}.", ExitCode.Usage);
    }

    /// <inheritdoc/>
    public void Fill(WeightTensor tensor, long firstElement, Span<float> destination) =>
        _weights.Read(_weights.Tensors[tensor.Name], firstElement, destination);

    /// <inheritdoc/>
    public void Dispose() => _weights.Dispose();

    private static Architecture ReadArchitecture(string path)
    {
        try
        {
            var size = new FileInfo(path).Length;
            return size <= MostArchitectureBytes
                ? ArchitectureJson.Parse(File.ReadAllBytes(path), path)
                : throw new UserErrorException($"{path} has {size} bytes; an architecture has at most {MostArchitectureBytes}.", ExitCode.Usage);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"There is no {path}, so this is no folder of a model of ours.", ExitCode.NotFound, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be read: {e.Message}", ExitCode.Usage, e);
        }
        catch (ValidationException e)
        {
            throw new UserErrorException(e.Message, ExitCode.Usage, e);
        }
    }

    private static void RequireWeights(Architecture architecture, SafeTensorsFile weights)
    {
        var errors = new List<string>();
        foreach (var wanted in WeightlessGraph.Emit(architecture, new GraphOptions()).Weights)
        {
            if (!weights.Tensors.TryGetValue(wanted.Name, out var found))
            {
                errors.Add($"{wanted.Name} is missing");
            }
            else if (!found.Shape.SequenceEqual(wanted.Dims) || found.ElementBytes == 0)
            {
                errors.Add($"{wanted.Name} is {found.Type} ({string.Join(", ", found.Shape)}), not a float of ({string.Join(", ", wanted.Dims)})");
            }
        }

        if (errors.Count > 0)
        {
            throw SafeTensorsHeader.Damaged(weights.Path, $"it does not fit the architecture beside it: {string.Join("; ", errors)}");
        }
    }
}
