using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Trainer.Inference;

/// <summary>What a graph takes and gives must be what its architecture says: buffers are laid out by that.</summary>
internal static class GraphShape
{
    private const int AnySize = -1;

    /// <summary>Compares names and shapes.</summary>
    /// <exception cref="UserErrorException">They differ.</exception>
    public static void ThrowIfOther(InferenceSession session, Architecture architecture, GraphOptions options, string path)
    {
        var inputs = new Dictionary<string, int[]>(StringComparer.Ordinal) { ["input_ids"] = [AnySize, AnySize] };
        var outputs = new Dictionary<string, int[]>(StringComparer.Ordinal)
        {
            ["logits"] = [AnySize, options.Logits == LogitsScope.Last ? 1 : AnySize, architecture.VocabularySize],
        };
        if (options.WithPadding)
        {
            inputs["padding"] = [AnySize];
        }

        foreach (var (i, cache) in options.WithPast ? DecoderCache.Of(architecture).Index() : [])
        {
            int[] shape = [AnySize, cache.HeadCount, AnySize, cache.HeadSize]; // (B, H, P, d)
            (inputs[$"past_key_{i}"], inputs[$"past_value_{i}"]) = (shape, shape);
            (outputs[$"present_key_{i}"], outputs[$"present_value_{i}"]) = (shape, shape);
        }

        if (Find(session.InputMetadata, inputs) is { } input)
        {
            throw Other(path, "input", input);
        }

        if (Find(session.OutputMetadata, outputs) is { } output)
        {
            throw Other(path, "output", output);
        }
    }

    /// <summary>The name of something that is missing, too much, or of another shape or type.</summary>
    private static string? Find(IReadOnlyDictionary<string, NodeMetadata> actual, Dictionary<string, int[]> expected) =>
        actual.Keys.Except(expected.Keys).FirstOrDefault()
        ?? expected.Keys.FirstOrDefault(name => !actual.TryGetValue(name, out var found) || !found.IsTensor
            || found.ElementType != (name is "input_ids" or "padding" ? typeof(long) : typeof(float))
            || !found.Dimensions.AsSpan().SequenceEqual(expected[name]));

    private static UserErrorException Other(string path, string what, string name) => new(
        $"{path} is not the graph of the architecture that it names: its {what} {Sessions.Printable(name)} differs. Export it again.", ExitCode.Usage);
}
