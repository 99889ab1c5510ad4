using Lts.Domain.Architectures;
using Lts.Tests.Support;
using Lts.Trainer.Inference;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Benchmarks.Trainer;

/// <summary>Greedy decoding with ONNX Runtime as its own examples do it: outputs of a run are inputs of the next, nothing else is done.</summary>
internal static class BareDecodeLoop
{
    /// <summary>Decodes.</summary>
    /// <param name="session">A graph with a past.</param>
    /// <param name="architecture">Its architecture.</param>
    /// <param name="prompt">Token ids.</param>
    /// <param name="count">Tokens to decode.</param>
    public static int[] Run(InferenceSession session, Architecture architecture, int[] prompt, int count)
    {
        string[] outputs = [.. session.OutputNames];
        string[] inputs = ["input_ids", .. Enumerable.Range(0, architecture.LayerCount).SelectMany(i => new[] { $"past_key_{i}", $"past_value_{i}" })];
        using var options = new RunOptions();
        var past = architecture.Layers.SelectMany(layer => Enumerable.Range(0, 2).Select(_ =>
            OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), [1, layer.HeadCount, 0, architecture.HiddenSize / layer.HeadCount]))).ToArray();
        var next = prompt.Select(id => (long)id).ToArray();
        var tokens = new int[count];
        for (var i = 0; i < count; i++)
        {
            using var ids = OrtValue.CreateTensorValueFromMemory(next, [1, next.Length]);
            var results = session.Run(options, inputs, [ids, .. past], outputs);
            tokens[i] = LogitRow.IndexOfMax(results[0].GetTensorDataAsSpan<float>());
            next = [tokens[i]];
            results[0].Dispose();
            Array.ForEach(past, value => value.Dispose());
            past = [.. results.Skip(1)];
        }

        Array.ForEach(past, value => value.Dispose());
        return tokens;
    }
}
