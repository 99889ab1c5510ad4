using Lts.Domain.Architectures;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Tests.Support;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;

namespace Lts.Tests.Trainer.Generation;

/// <summary>A model's folder as training leaves it, with seeded weights: large ones, so that a choice between logits means something.</summary>
internal sealed class TrainedFolder : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public TrainedFolder()
    {
        var tokenizer = Gpt2Tokenizer.Load();
        var architecture = new Architecture
        {
            HiddenSize = 32,
            Layers = [new DecoderLayer(64, 2), new DecoderLayer(96, 4)],
            VocabularySize = tokenizer.VocabularySize,
            MaxSequenceLength = 48,
        };
        ModelFolderWriter.Write(Path, architecture, new LargeWeights(new SeededWeights(3, architecture)), tokenizer);
    }

    public string Path => _folder["model"];

    public void Dispose() => _folder.Dispose();

    private sealed class LargeWeights(IWeightSource small) : IWeightSource
    {
        private const float Scale = 20;

        public void Fill(WeightTensor tensor, long firstElement, Span<float> destination)
        {
            small.Fill(tensor, firstElement, destination);
            if (tensor.Role is not (WeightRole.Gain or WeightRole.Bias))
            {
                foreach (ref var value in destination)
                {
                    value *= Scale;
                }
            }
        }
    }
}
