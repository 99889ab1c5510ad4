namespace Lts.Domain.Studies;

/// <summary>A way to search that only a newer program knows. It is for showing what such a program sent; no search is made of it.</summary>
public sealed record UnknownAlgorithm : SearchAlgorithm
{
    /// <summary>What is shown; the wire does not tell its name.</summary>
    public override string Name => "unknown";
}
