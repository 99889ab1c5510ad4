using Lts.Search.Genomes;

namespace Lts.Search.Evolution;

/// <summary>A measured candidate that may have offspring.</summary>
/// <param name="genome">What its offspring inherit.</param>
/// <param name="architectureId">The id of its architecture.</param>
internal sealed class FrontierMember(Genome genome, string architectureId)
{
    /// <summary>What its offspring inherit.</summary>
    public Genome Genome { get; } = genome;

    /// <summary>The id of its architecture.</summary>
    public string ArchitectureId { get; } = architectureId;

    /// <summary>How often it has been drawn as a parent.</summary>
    public int Visits { get; set; }
}
