using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Lts.Domain.Spaces;
using Lts.Search.Randomness;
using Architecture = Lts.Domain.Architectures.Architecture; // InteropServices has one, too

namespace Lts.Search.Genomes;

/// <summary>
/// Makes genomes of a space, whatever its family: draws, mutates and crosses them. The genes it makes obey the rules between dimensions, so
/// that few drafts are thrown away; parameter counts and constraints are for <see cref="Sampling.CandidateSource"/> to check.
/// </summary>
internal sealed class GenomeSpace
{
    private readonly SearchSpace _space;
    private readonly ImmutableArray<Gene> _genes;
    private readonly ImmutableArray<IntChoices> _viable; // by gene: its choices less those that no rule could allow
    private readonly ImmutableArray<int> _modelGenes;    // by dimension of the model: its gene, or -1
    private readonly ImmutableArray<ImmutableArray<int>> _layerGenes; // by dimension of a layer, then by layer: its gene, or -1
    private readonly ImmutableArray<int> _fixedModel;    // by dimension of the model: its value where it has no gene
    private readonly ImmutableArray<int> _fixedLayer;    // by dimension of a layer: likewise
    private readonly bool _rulesMayBreak;
    private readonly Dictionary<(string Dimension, int Given), IntChoices> _narrowed = [];

    /// <summary>Prepares the genes of a space and the choices that its rules leave them.</summary>
    /// <param name="space">A valid space.</param>
    public GenomeSpace(SearchSpace space)
    {
        _space = space;
        var layout = new GenomeLayout(space);
        (_genes, _modelGenes, _layerGenes) = (layout.Genes, layout.ModelGenes, layout.LayerGenes);
        _fixedModel = [.. space.Family.ModelDimensions.Select(d => space[d].Choices[0])];
        _fixedLayer = [.. space.Family.LayerDimensions.Select(d => space[d].Choices[0])];
        var viable = new ViableChoices(space);
        _viable = [.. _genes.Select(gene => viable[gene.Space.Dimension])];
        IsEmpty = !viable.Conflict.IsEmpty;
        _rulesMayBreak = space.Rules.GroupBy(r => r.Subject.Name).Any(g => g.Select(r => r.Given.Name).Distinct().Count() > 1)
            || space.Rules.Any(r => r.Given.PerLayer && !space[r.Subject].PerLayer);
    }

    /// <summary>Whether no genome is valid.</summary>
    public bool IsEmpty { get; }

    /// <summary>A random genome: every gene uniform over its valid values.</summary>
    public Genome Draw(RandomStream random) => Make((gene, genes) => Draw(gene, genes, random));

    /// <summary>A copy of which each gene has been drawn anew with a probability; the new value may be the old one.</summary>
    public Genome Mutate(Genome parent, double probability, RandomStream random) =>
        Repaired(Make((gene, genes) => random.NextBool(probability) ? Draw(gene, genes, random) : parent.Genes[gene]), random);

    /// <summary>A copy of the first parent of which each gene comes from the second with a probability.</summary>
    public Genome Cross(Genome first, Genome second, double probability, RandomStream random) =>
        Repaired(Make((gene, _) => (random.NextBool(probability) ? second : first).Genes[gene]), random);

    /// <summary>The architecture that a genome's awake genes describe.</summary>
    public Architecture Decode(Genome genome)
    {
        var genes = genome.Genes;
        var (model, layer) = (_space.Family.ModelDimensions, _space.Family.LayerDimensions);
        int layerCount = ValueOf(0, genes);
        var values = new int[model.Length + (layerCount * layer.Length)];
        for (int i = 0; i < model.Length; i++)
        {
            values[i] = ValueOf(i, genes);
        }

        int next = model.Length;
        for (int l = 0; l < layerCount; l++)
        {
            for (int i = 0; i < layer.Length; i++)
            {
                int gene = _layerGenes[i][l];
                values[next++] = gene < 0 ? _fixedLayer[i] : genes[gene];
            }
        }

        return Architecture.OfValues(_space.Family, ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    /// <summary>Whether a decoded architecture obeys the rules. Only where several rules meet in one gene can a draft break one.</summary>
    public bool Obeys(Architecture architecture) => !_rulesMayBreak || _space.Rules.All(rule =>
    {
        var (subjects, givens) = (architecture.Values(rule.Subject), architecture.Values(rule.Given));
        return Enumerable.Range(0, Math.Max(subjects.Length, givens.Length))
            .All(i => rule.Allows(subjects[subjects.Length == 1 ? 0 : i], givens[givens.Length == 1 ? 0 : i]));
    });

    private int ValueOf(int modelDimension, ImmutableArray<int> genes)
    {
        int gene = _modelGenes[modelDimension];
        return gene < 0 ? _fixedModel[modelDimension] : genes[gene];
    }

    private delegate int NextGene(int gene, ReadOnlySpan<int> before);

    private Genome Make(NextGene next)
    {
        var genes = new int[_genes.Length];
        for (int i = 0; i < genes.Length; i++)
        {
            genes[i] = next(i, genes);
        }

        return new Genome(ImmutableCollectionsMarshal.AsImmutableArray(genes));
    }

    /// <summary>Draws those genes anew that do not go with the ones that they depend on.</summary>
    private Genome Repaired(Genome genome, RandomStream random)
    {
        var genes = genome.Genes.ToArray();
        for (int i = 0; i < genes.Length; i++)
        {
            if (!_genes[i].Limits.IsEmpty && !ChoicesOf(i, genes).Contains(genes[i]))
            {
                genes[i] = Draw(i, genes, random);
            }
        }

        return new Genome(ImmutableCollectionsMarshal.AsImmutableArray(genes));
    }

    /// <summary>A value that goes with the genes before it. Where rules that meet here leave none, any: the draft is not valid then.</summary>
    private int Draw(int gene, ReadOnlySpan<int> genes, RandomStream random)
    {
        var choices = ChoicesOf(gene, genes);
        choices = choices.Count == 0 ? _viable[gene] : choices;
        return choices[random.NextIndex(choices.Count)];
    }

    private IntChoices ChoicesOf(int gene, ReadOnlySpan<int> genes)
    {
        var limits = _genes[gene].Limits;
        if (limits.IsEmpty)
        {
            return _viable[gene];
        }

        // All rules of one deciding gene are one look-up; a gene that several decide is narrowed by each in turn.
        var choices = Narrowed(gene, limits[0].GivenGene, limits[0].ValueIn(genes));
        foreach (var limit in limits.Skip(1).Where(l => l.GivenGene != limits[0].GivenGene))
        {
            choices = limit.Rule.Narrow(choices, limit.ValueIn(genes));
        }

        return choices;
    }

    private IntChoices Narrowed(int gene, int givenGene, int given)
    {
        // Every layer narrows a dimension alike.
        var key = (_genes[gene].Space.Dimension.Name, given);
        if (!_narrowed.TryGetValue(key, out var choices))
        {
            choices = _genes[gene].Limits.Where(l => l.GivenGene == givenGene)
                .Aggregate(_viable[gene], (left, limit) => limit.Rule.Narrow(left, given));
            _narrowed.Add(key, choices);
        }

        return choices;
    }
}
