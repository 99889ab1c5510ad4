using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Tests.Onnx;
using Lts.Tests.Support;
using Lts.Trainer.Models.Folders;

namespace Lts.Tests.Trainer.Support;

/// <summary>A heterogeneous model of bytes on disk, with weights large enough that every part of it matters.</summary>
internal sealed class SmallModel : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public SmallModel(int seed = 1, int maxSequenceLength = 48)
    {
        Architecture = new Gpt2Shape
        {
            HiddenSize = 32,
            Layers = [new(70, 4), new(40, 2), new(96, 8)],
            VocabularySize = 257,
            MaxSequenceLength = maxSequenceLength,
        };
        ModelFolderWriter.Write(Path, Architecture, new LivelyWeights(seed), ByteTokenizer.Create());
    }

    public Architecture Architecture { get; }

    public string Path => _folder["model"];

    public string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();
}
