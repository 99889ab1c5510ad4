using System.Diagnostics;
using System.Text.Json;
using Lts.Domain.Families;
using Lts.Trainer.Libtorch;
using Lts.Trainer.Models;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Loop;
using static TorchSharp.torch;

namespace Lts.Benchmarks.Trainer;

/// <summary>A GPT-2 with the trainer's own loss and optimiser, taking steps over tokens of a fixed pseudo-random sequence.</summary>
internal sealed class StepModel : IDisposable
{
    private readonly Gpt2 _model;
    private readonly FusedAdamW _optimizer;
    private readonly HeadLoss _loss;
    private readonly long[] _tokens;
    private int _step;

    /// <summary>Creates it from a fixed seed.</summary>
    public StepModel(StepSize size)
    {
        Size = size;
        var compute = new Compute(new DeviceSettings(DeviceKind.Cpu, size.Threads, Precision.Float32), localRank: 0);
        manual_seed(1);
        _model = new Gpt2(new Gpt2Shape
        {
            HiddenSize = size.Hidden,
            Layers = [.. Enumerable.Repeat(new Gpt2Layer(FeedForwardSize: 4 * size.Hidden, HeadCount: size.Heads), size.Layers)],
            VocabularySize = size.Vocabulary,
            MaxSequenceLength = size.Length,
        });
        _optimizer = new FusedAdamW(_model.named_parameters(), new AdamWSettings(3e-4, 0.1));
        _loss = new HeadLoss(_model, size.Vocabulary, compute);
        _tokens = Tokens(size);
    }

    /// <summary>Its sizes.</summary>
    public StepSize Size { get; }

    /// <summary>Takes one step.</summary>
    public StepTime Step()
    {
        using var process = Process.GetCurrentProcess();
        var (wall, cpu) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        double loss;
        using (NewDisposeScope())
        {
            var count = Size.Batch * Size.Length;
            var start = _step++ * count % (_tokens.Length - count);
            var x = tensor(_tokens[start..(start + count)], Size.Batch, Size.Length);
            var y = tensor(_tokens[(start + 1)..(start + count + 1)]);
            _model.zero_grad();
            loss = _loss.Backward(_model.Hidden(x), y, share: 1).item<float>();
            _optimizer.Step(FusedAdamW.ClipFactor(_optimizer.GradientNorm(), 1));
        }

        process.Refresh();
        return new StepTime(Stopwatch.GetElapsedTime(wall).TotalMilliseconds, (process.TotalProcessorTime - cpu).TotalMilliseconds, loss);
    }

    /// <summary>Writes weights and tokens for another program to start from.</summary>
    public void Save(string folder)
    {
        using (var weights = File.Create(Path.Combine(folder, "weights.bin")))
        {
            foreach (var (_, parameter) in _model.named_parameters())
            {
                weights.Write(parameter.bytes);
            }
        }

        var names = _model.named_parameters().Select(p => $"\"{JsonEncodedText.Encode(p.name)}\"");
        File.WriteAllText(Path.Combine(folder, "names.json"), $"[{string.Join(',', names)}]");
        File.WriteAllBytes(Path.Combine(folder, "tokens.bin"), System.Runtime.InteropServices.MemoryMarshal.AsBytes(_tokens.AsSpan()).ToArray());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
    }

    /// <summary>Enough for 60 steps; every other token follows from the one before, so that there is something to learn.</summary>
    private static long[] Tokens(StepSize size)
    {
        var tokens = new long[(60 * size.Batch * size.Length) + 1];
        var state = 12345UL;
        for (var i = 0; i < tokens.Length; i++)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            tokens[i] = i % 2 == 1 ? ((tokens[i - 1] * 7) + 3) % size.Vocabulary : (long)((state >> 33) % (ulong)size.Vocabulary);
        }

        return tokens;
    }
}
