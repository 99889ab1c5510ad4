namespace Lts.Onnx.Inspection;

/// <summary>How large a stranger's graph may be.</summary>
public sealed record GraphLimits
{
    /// <summary>The defaults.</summary>
    public static GraphLimits Default { get; } = new();

    /// <summary>Size of the file in bytes; defaults to 2 GiB less one, protobuf's own limit.</summary>
    public long MaxModelBytes { get; init; } = int.MaxValue;

    /// <summary>Size of the pool that its external data may ask for, in bytes; defaults to 4 GiB.</summary>
    public long MaxPoolBytes { get; init; } = 4L << 30;

    /// <summary>Elements of one tensor or of one stated shape; defaults to 2^29 (2 GiB of float32).</summary>
    public long MaxTensorElements { get; init; } = 1L << 29;

    /// <summary>Operators in all graphs together; defaults to 100,000.</summary>
    public int MaxNodes { get; init; } = 100_000;

    /// <summary>Names that operators use for their inputs and outputs, in all graphs together; defaults to 1,000,000.</summary>
    public int MaxNames { get; init; } = 1_000_000;

    /// <summary>Initializers and other constant tensors in all graphs together; defaults to 100,000.</summary>
    public int MaxTensors { get; init; } = 100_000;

    /// <summary>How deep graphs may nest in the attributes of control-flow operators; defaults to 8.</summary>
    public int MaxSubgraphDepth { get; init; } = 8;
}
