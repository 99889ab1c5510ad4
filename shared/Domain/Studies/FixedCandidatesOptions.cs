using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Domain.Architectures;

namespace Lts.Domain.Studies;

/// <summary>No search: measures the architectures it is given, in one generation. They need not belong to the space.</summary>
public sealed record FixedCandidatesOptions : SearchAlgorithm
{
    /// <summary>What to measure, in this order; each architecture once.</summary>
    [JsonPropertyName("architectures")]
    public required ImmutableArray<Architecture> Architectures { get; init; }

    /// <inheritdoc/>
    public override string Name => "fixed";
}
