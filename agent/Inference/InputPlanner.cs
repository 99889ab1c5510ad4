using System.Collections.Immutable;
using Lts.Onnx.Inspection;

namespace Lts.Agent.Inference;

/// <summary>
/// Decides what to run a graph on. Pure. A dimension that the graph leaves open is the batch when it is the first, nothing when it
/// belongs to a past, and the sequence otherwise; one that it fixes stays as it is.
/// </summary>
internal static class InputPlanner
{
    private const long MostElements = 1L << 28;

    /// <summary>Ids below this are tokens of practically every vocabulary, for graphs whose outputs do not tell theirs.</summary>
    private const long SafeVocabulary = 32;

    private static readonly ImmutableHashSet<OnnxElementType> Supported =
    [
        OnnxElementType.Float, OnnxElementType.Float16, OnnxElementType.Double, OnnxElementType.Int64, OnnxElementType.Int32,
        OnnxElementType.Int8, OnnxElementType.UInt8, OnnxElementType.Boolean,
    ];

    /// <summary>What to run a graph on.</summary>
    /// <param name="graph">The graph, inspected.</param>
    /// <param name="batchSize">Sequences, where the graph leaves it open.</param>
    /// <param name="sequenceLength">Tokens per sequence, where the graph leaves it open.</param>
    /// <exception cref="InvalidGraphException">An input cannot be supplied; the message names it.</exception>
    public static ImmutableArray<InputTensor> Plan(InspectedGraph graph, int batchSize, int sequenceLength)
    {
        var vocabulary = Vocabulary(graph);
        return [.. graph.Inputs.Select(i => PlanOne(i, batchSize, sequenceLength, vocabulary))];
    }

    private static InputTensor PlanOne(GraphValue input, int batchSize, int sequenceLength, long vocabulary)
    {
        if (!Supported.Contains(input.ElementType))
        {
            throw new InvalidGraphException(
                $"Input '{input.Name}' has elements of type {input.ElementType}, for which the agent cannot make up values.");
        }

        if (input.Dims.IsDefault)
        {
            throw new InvalidGraphException($"Input '{input.Name}' states no shape, not even its number of dimensions.");
        }

        var past = input.Name.StartsWith("past", StringComparison.OrdinalIgnoreCase);
        var dims = input.Dims.Select((d, i) => d ?? (i == 0 ? batchSize : past ? 0 : sequenceLength)).ToImmutableArray();
        var elements = 1L;
        foreach (var dim in dims)
        {
            elements = dim < 0 || (dim > 0 && elements > MostElements / dim) ? long.MaxValue : elements * dim;
            if (elements > MostElements)
            {
                throw new InvalidGraphException($"Input '{input.Name}' has more than {MostElements} elements (or a negative dimension).");
            }
        }

        var bound = input.ElementType is OnnxElementType.Int8 or OnnxElementType.UInt8 ? Math.Min(vocabulary, sbyte.MaxValue) : vocabulary;
        return new InputTensor(input.Name, input.ElementType, dims, FillOf(input), bound);
    }

    private static InputFill FillOf(GraphValue input)
    {
        bool Named(string word) => input.Name.Contains(word, StringComparison.OrdinalIgnoreCase);
        if (Named("mask"))
        {
            return InputFill.Ones;
        }

        return input.ElementType switch
        {
            OnnxElementType.Float or OnnxElementType.Float16 or OnnxElementType.Double => InputFill.Uniform,
            OnnxElementType.Boolean => InputFill.Ones,
            _ when Named("position") => InputFill.Positions,
            _ when Named("token_type") => InputFill.Zeros,
            _ => InputFill.Ids,
        };
    }

    // Logits have the vocabulary as their last dimension.
    private static long Vocabulary(InspectedGraph graph)
    {
        var logits = graph.Outputs.FirstOrDefault();
        var last = logits is null || logits.Dims.IsDefaultOrEmpty ? null : logits.Dims[^1];
        return last is > 1 ? last.Value : SafeVocabulary;
    }
}
