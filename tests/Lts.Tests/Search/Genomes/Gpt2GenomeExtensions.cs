using System.Collections.Immutable;
using Lts.Search.Genomes;

namespace Lts.Tests.Search.Genomes;

/// <summary>The genes of a GPT-2 by name: layers, hidden size, then a feed-forward size and a head count for each layer.</summary>
internal static class Gpt2GenomeExtensions
{
    private const int OfModel = 2;

    extension(Genome genome)
    {
        public int LayerCount => genome.Genes[0];

        public int HiddenSize => genome.Genes[1];

        public ImmutableArray<int> FeedForwardSizes => [.. genome.Genes.Skip(OfModel).Where((_, i) => i % 2 == 0)];

        public ImmutableArray<int> HeadCounts => [.. genome.Genes.Skip(OfModel).Where((_, i) => i % 2 == 1)];

        public Genome WithLayers(int count) => new(genome.Genes.SetItem(0, count));

        public Genome WithHiddenSize(int size) => new(genome.Genes.SetItem(1, size));
    }
}
