using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Onnx.Weights;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;

namespace Lts.Benchmarks.Trainer;

/// <summary>A model to generate with: layers alike, heads of 64, random weights.</summary>
/// <param name="LayerCount">Layers.</param>
/// <param name="HiddenSize">Width.</param>
/// <param name="VocabularySize">Ids: GPT-2's number, or that of a tokenizer learnt from the sample text.</param>
internal sealed record GenerateModel(int LayerCount, int HiddenSize, int VocabularySize)
{
    private const int HeadSize = 64;
    private const int Gpt2 = 50_257; // ids of its tokenizer

    /// <summary>Those that are measured: a small model with the vocabulary that suits it, and three with GPT-2's.</summary>
    public static IReadOnlyList<GenerateModel> All { get; } = [new(4, 256, 4096), new(4, 256, Gpt2), new(6, 384, Gpt2), new(12, 768, Gpt2)];

    /// <summary>How it is called.</summary>
    public string Name => $"{LayerCount}x{HiddenSize}" + (VocabularySize == Gpt2 ? "" : $"/{VocabularySize}");

    /// <summary>Writes it as a model folder.</summary>
    public void Write(string folder)
    {
        var tokenizer = VocabularySize == Gpt2
            ? Gpt2Tokenizer.Load()
            : TokenizerTraining.Train(new DataOptions { Sources = SampleText.Files(), TrainVocabularySize = VocabularySize }, null, CancellationToken.None);
        Architecture architecture = new Gpt2Shape
        {
            HiddenSize = HiddenSize,
            Layers = [.. Enumerable.Repeat(new Gpt2Layer(4 * HiddenSize, HiddenSize / HeadSize), LayerCount)],
            VocabularySize = VocabularySize,
        };
        ModelFolderWriter.Write(folder, architecture, new SeededWeights(1, architecture), tokenizer);
    }
}
