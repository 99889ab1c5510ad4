using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Domain.Spaces;
using Lts.Search.Randomness;
using ImmutableCollectionsMarshal = System.Runtime.InteropServices.ImmutableCollectionsMarshal;

namespace Lts.Search.Genomes;

/// <summary>
/// Draws, mutates, crosses and decodes the genomes of a space. Every genome that leaves is valid: feed-forward and head genes are drawn
/// uniformly from the values that fit the hidden size, and when a new hidden size invalidates an inherited gene, awake or asleep, that
/// gene alone is drawn anew in the same way. Decoder parameters are not looked at here.
/// </summary>
internal sealed class GenomeSpace
{
    private readonly SearchSpace _space;
    private readonly ImmutableArray<HiddenSizeChoice> _hiddenSizes;
    private readonly Dictionary<int, HiddenSizeChoice> _choices;
    private readonly int _layerGenes;

    public GenomeSpace(SearchSpace space)
    {
        _space = space;
        _hiddenSizes = HiddenSizeChoice.Of(space);
        _choices = _hiddenSizes.ToDictionary(c => c.HiddenSize);
        _layerGenes = space.PerLayer ? space.LayerCount[space.LayerCount.Count - 1] : 1;
    }

    /// <summary>Whether no genome is valid.</summary>
    public bool IsEmpty => _hiddenSizes.IsEmpty;

    /// <summary>A random genome: every gene uniform over its valid values.</summary>
    public Genome Draw(RandomStream random)
    {
        int layerCount = DrawLayerCount(random);
        var choice = DrawHiddenSize(random);
        var feedForward = new int[_layerGenes];
        var heads = new int[_layerGenes];
        for (int i = 0; i < _layerGenes; i++)
        {
            feedForward[i] = DrawFeedForward(choice, random);
            heads[i] = DrawHeads(choice, random);
        }

        return Create(layerCount, choice, feedForward, heads);
    }

    /// <summary>A copy of which each gene has been drawn anew with a probability; the new value may be the old one.</summary>
    public Genome Mutate(Genome parent, double probability, RandomStream random)
    {
        int layerCount = random.NextBool(probability) ? DrawLayerCount(random) : parent.LayerCount;
        var choice = random.NextBool(probability) ? DrawHiddenSize(random) : ChoiceOf(parent.HiddenSize);
        var feedForward = new int[_layerGenes];
        var heads = new int[_layerGenes];
        for (int i = 0; i < _layerGenes; i++)
        {
            feedForward[i] = random.NextBool(probability) ? DrawFeedForward(choice, random) : parent.FeedForwardSizes[i];
            heads[i] = random.NextBool(probability) ? DrawHeads(choice, random) : parent.HeadCounts[i];
        }

        return Repair(layerCount, choice, feedForward, heads, random);
    }

    /// <summary>A copy of the first parent of which each gene comes from the second with a probability.</summary>
    public Genome Cross(Genome first, Genome second, double probability, RandomStream random)
    {
        int layerCount = random.NextBool(probability) ? second.LayerCount : first.LayerCount;
        var choice = ChoiceOf(random.NextBool(probability) ? second.HiddenSize : first.HiddenSize);
        var feedForward = new int[_layerGenes];
        var heads = new int[_layerGenes];
        for (int i = 0; i < _layerGenes; i++)
        {
            feedForward[i] = (random.NextBool(probability) ? second : first).FeedForwardSizes[i];
            heads[i] = (random.NextBool(probability) ? second : first).HeadCounts[i];
        }

        return Repair(layerCount, choice, feedForward, heads, random);
    }

    /// <summary>The architecture that a genome's awake genes describe.</summary>
    public Architecture Decode(Genome genome)
    {
        var layers = ImmutableArray.CreateBuilder<DecoderLayer>(genome.LayerCount);
        for (int i = 0; i < genome.LayerCount; i++)
        {
            int gene = _space.PerLayer ? i : 0;
            layers.Add(new DecoderLayer(genome.FeedForwardSizes[gene], genome.HeadCounts[gene]));
        }

        return new Architecture
        {
            Family = _space.Family,
            HiddenSize = genome.HiddenSize,
            Layers = layers.MoveToImmutable(),
            VocabularySize = _space.VocabularySize,
            MaxSequenceLength = _space.MaxSequenceLength,
        };
    }

    private static int DrawFeedForward(HiddenSizeChoice choice, RandomStream random) =>
        choice.FeedForwardSizes[random.NextIndex(choice.FeedForwardSizes.Count)];

    private static int DrawHeads(HiddenSizeChoice choice, RandomStream random) =>
        choice.HeadCounts[random.NextIndex(choice.HeadCounts.Length)];

    private static Genome Repair(int layerCount, HiddenSizeChoice choice, int[] feedForward, int[] heads, RandomStream random)
    {
        for (int i = 0; i < feedForward.Length; i++)
        {
            if (!choice.FeedForwardSizes.Contains(feedForward[i]))
            {
                feedForward[i] = DrawFeedForward(choice, random);
            }

            if (!choice.HeadCounts.Contains(heads[i]))
            {
                heads[i] = DrawHeads(choice, random);
            }
        }

        return Create(layerCount, choice, feedForward, heads);
    }

    private static Genome Create(int layerCount, HiddenSizeChoice choice, int[] feedForward, int[] heads) =>
        new(
            layerCount,
            choice.HiddenSize,
            ImmutableCollectionsMarshal.AsImmutableArray(feedForward),
            ImmutableCollectionsMarshal.AsImmutableArray(heads));

    private int DrawLayerCount(RandomStream random) => _space.LayerCount[random.NextIndex(_space.LayerCount.Count)];

    private HiddenSizeChoice DrawHiddenSize(RandomStream random) => _hiddenSizes[random.NextIndex(_hiddenSizes.Length)];

    private HiddenSizeChoice ChoiceOf(int hiddenSize) => _choices[hiddenSize];
}
