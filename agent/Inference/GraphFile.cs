using System.Collections.Immutable;

namespace Lts.Agent.Inference;

/// <summary>A graph to load, already inspected.</summary>
internal sealed record GraphFile
{
    /// <summary>The ONNX file.</summary>
    public required string Path { get; init; }

    /// <summary>What to run it on.</summary>
    public required ImmutableArray<InputTensor> Inputs { get; init; }

    /// <summary>Names of its outputs.</summary>
    public required ImmutableArray<string> Outputs { get; init; }

    /// <summary>The weight pool's file; <see langword="null"/> for a graph that carries its weights.</summary>
    public string? PoolPath { get; init; }
}
