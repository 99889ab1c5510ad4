using System.Collections.Immutable;
using Lts.Domain.Families;
using Lts.Domain.Spaces;

namespace Lts.Search.Genomes;

/// <summary>
/// Which genes a space has, and their order: the open dimensions of the model as the family lists them, then layer by layer those of the
/// layers. The order decides which random number makes which gene, so it is part of what a seed means.
/// </summary>
internal sealed class GenomeLayout
{
    /// <summary>Lays out the genes of a space.</summary>
    /// <param name="space">A valid space, whose open dimensions become genes.</param>
    public GenomeLayout(SearchSpace space)
    {
        var genes = new List<(DimensionSpace Space, int Layer)>();
        ModelGenes = [.. space.Family.ModelDimensions.Select(d => Place(space[d], layer: 0))];

        int layers = space[CommonDimensions.LayerCount].Choices.Max;
        var layerGenes = space.Family.LayerDimensions.Select(_ => new int[layers]).ToArray();
        for (int layer = 0; layer < layers; layer++)
        {
            for (int i = 0; i < layerGenes.Length; i++)
            {
                var dimension = space[space.Family.LayerDimensions[i]];
                layerGenes[i][layer] = layer > 0 && !dimension.PerLayer ? layerGenes[i][0] : Place(dimension, layer);
            }
        }

        LayerGenes = [.. layerGenes.Select(g => g.ToImmutableArray())];
        Genes = [.. genes.Select(g => new Gene(g.Space, g.Layer, [.. LimitsOf(space, g.Space, g.Layer)]))];

        int Place(DimensionSpace dimension, int layer)
        {
            if (!dimension.IsSearched)
            {
                return -1;
            }

            genes.Add((dimension, layer));
            return genes.Count - 1;
        }
    }

    /// <summary>The genes in their order.</summary>
    public ImmutableArray<Gene> Genes { get; }

    /// <summary>By dimension of the model: the place of its gene; −1 where the space leaves no choice.</summary>
    public ImmutableArray<int> ModelGenes { get; }

    /// <summary>By dimension of the layers, then by layer: the place of its gene; −1 where the space leaves no choice.</summary>
    public ImmutableArray<ImmutableArray<int>> LayerGenes { get; }

    private IEnumerable<GeneLimit> LimitsOf(SearchSpace space, DimensionSpace subject, int layer)
    {
        foreach (var rule in space.Rules.Where(r => r.Subject.Name == subject.Dimension.Name))
        {
            int gene = rule.Given.PerLayer
                ? LayerGenes[space.Family.IndexOf(rule.Given)][layer]
                : ModelGenes[space.Family.IndexOf(rule.Given)];
            if (gene >= 0)
            {
                yield return new GeneLimit(rule, gene);
            }
        }
    }
}
