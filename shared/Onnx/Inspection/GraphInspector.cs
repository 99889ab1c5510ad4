namespace Lts.Onnx.Inspection;

/// <summary>Reads graphs from strangers, so that a hostile or damaged one is refused before a native runtime loads it.</summary>
public static class GraphInspector
{
    /// <summary>Checks a model file and says what it needs.</summary>
    /// <param name="model">The file's bytes; nothing of its weights is copied.</param>
    /// <param name="limits">How large it may be; null for the defaults.</param>
    /// <exception cref="InvalidGraphException">The graph is damaged, hostile or too large; the message says where.</exception>
    public static InspectedGraph Inspect(ReadOnlySpan<byte> model, GraphLimits? limits = null) => throw new NotImplementedException();
}
