using System.Text;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Trainer.Inference;

/// <summary>An exported ONNX file: it says itself which architecture it is, and its inputs and outputs say which options it was exported with.</summary>
internal sealed class GraphFileSource : IModelSource
{
    private readonly GraphOptions _options;
    private InferenceSession? _session;
    private int _threads;

    /// <summary>Opens an exported file and checks that it is what it says of itself.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <exception cref="UserErrorException">There is none, it names no architecture, or its inputs and outputs are not that architecture's.</exception>
    public GraphFileSource(string path)
    {
        Path = path;
        if (!File.Exists(path))
        {
            throw new UserErrorException($"There is no file {path}.", ExitCode.NotFound);
        }

        _session = Create(0);
        try
        {
            Architecture = ReadArchitecture(_session);
            ThrowIfFixed(_session);
            _options = new GraphOptions
            {
                WithPast = _session.InputMetadata.ContainsKey("past_key_0"),
                WithPadding = _session.InputMetadata.ContainsKey("padding"),
                Logits = _session.OutputMetadata["logits"].Dimensions[1] == 1 ? LogitsScope.Last : LogitsScope.All,
            };
            GraphShape.ThrowIfOther(_session, Architecture, _options, path);
            Tokenizer = FolderTokenizer.Load(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public Architecture Architecture { get; }

    /// <inheritdoc/>
    public ByteLevelTokenizer? Tokenizer { get; }

    /// <inheritdoc/>
    public GraphOptions Offer(GraphOptions wanted) => _options;

    /// <inheritdoc/>
    public InferenceSession Load(GraphOptions wanted, int threads)
    {
        // The session that was opened to see what the file is serves, unless it has other threads.
        var session = _session is not null && _threads == threads ? _session : Create(threads);
        if (_session != session)
        {
            _session?.Dispose();
        }

        _session = null;
        return session;
    }

    /// <inheritdoc/>
    public void Dispose() => _session?.Dispose();

    /// <summary>Whoever evaluates or generates needs texts of any length.</summary>
    private void ThrowIfFixed(InferenceSession session)
    {
        var dimensions = session.InputMetadata["input_ids"].Dimensions; // (B, S); -1 where any size goes
        if (dimensions.Any(size => size >= 0))
        {
            throw new UserErrorException(
                $"{Path} takes {string.Join(" by ", dimensions.Select(size => size < 0 ? "any" : $"{size}"))} tokens (sequences by length): "
                + "only files that take any number can be run. Export it without --sequence.",
                ExitCode.Usage);
        }
    }

    private InferenceSession Create(int threads)
    {
        _threads = threads;
        return Sessions.Create(Path, threads, CreateSession);
    }

    // What the runtime says of a file that is none of its own helps nobody but its authors.
    private InferenceSession CreateSession(SessionOptions options)
    {
        try
        {
            return new InferenceSession(Path, options);
        }
        catch (OnnxRuntimeException e)
        {
            var why = new FileInfo(Path) is { Length: 0 } ? "it is empty" : "it is damaged, or of another kind";
            throw new UserErrorException(
                $"{Path} is not an ONNX model that can be run: {why}. Export it again with `lts-trainer export`. (ONNX Runtime says: {Sessions.Printable(e.Message)})",
                ExitCode.Usage, e);
        }
    }

    private Architecture ReadArchitecture(InferenceSession session)
    {
        if (!session.ModelMetadata.CustomMetadataMap.TryGetValue(GraphOptions.ArchitectureKey, out var json)
            || !session.InputMetadata.ContainsKey("input_ids")
            || !session.OutputMetadata.TryGetValue("logits", out var logits) || logits.Dimensions.Length != 3)
        {
            throw new UserErrorException(
                $"{Path} does not say which architecture it is ({GraphOptions.ArchitectureKey} in its metadata): only files that `lts-trainer export` wrote can be run.",
                ExitCode.Usage);
        }

        try
        {
            return ArchitectureJson.Parse(Encoding.UTF8.GetBytes(json), Path);
        }
        catch (ValidationException e)
        {
            throw new UserErrorException(e.Message, ExitCode.Usage, e);
        }
    }
}
