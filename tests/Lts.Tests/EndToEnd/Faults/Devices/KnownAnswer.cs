using Lts.Contracts;
using Lts.Domain.Families;
using Lts.Domain.Metrics;
using Lts.Protos.V1;
using Lts.Search;
using Architecture = Lts.Domain.Architectures.Architecture;

namespace Lts.Tests.EndToEnd.Faults.Devices;

/// <summary>
/// What a study must find on a device of a formula, computed from the specification alone: no coordinator, no agent, no graph, and a frontier
/// by comparing everything with everything.
/// </summary>
internal sealed class KnownAnswer
{
    private readonly DeviceFormula _formula;

    private KnownAnswer(DeviceFormula formula, StudySpec spec)
    {
        _formula = formula;
        var read = StudySpecMapping.Read(spec, errors: []);
        var search = SearchFactory.Create(read.ToProblem(), read.Algorithm);
        var candidates = new List<KnownCandidate>();
        while (search.Propose() is { Count: > 0 } proposals)
        {
            var known = proposals.Select(p => Measure(p.Index, p.Architecture)).ToList();
            candidates.AddRange(known);
            search.Observe([.. known.Select(k => new Evaluation(k.Index, ValuesOf(k)))]);
        }

        Candidates = candidates;
        OnFrontier = candidates.Where(c => !candidates.Exists(other => other.Dominates(c))).Select(c => c.Index).ToHashSet();
    }

    /// <summary>Every candidate, by its index.</summary>
    public IReadOnlyList<KnownCandidate> Candidates { get; }

    /// <summary>Indices of those that no other dominates.</summary>
    public IReadOnlySet<int> OnFrontier { get; }

    /// <summary>Computes the answer.</summary>
    public static KnownAnswer Of(DeviceFormula formula, StudySpec spec) => new(formula, spec);

    private KnownCandidate Measure(int index, Architecture architecture)
    {
        // GPT-2: four projections and their biases, two norms, the feed-forward pair, in every layer; one norm at the end. The head is tied.
        long d = architecture.HiddenSize;
        long decoder = architecture.Values(Gpt2Family.FeedForwardSize).Sum(f => (4 * d * d) + (4 * d) + (2 * d * f) + f + d + (4 * d)) + (2 * d);
        long embeddings = (architecture.VocabularySize + (long)architecture.MaxSequenceLength) * d;
        return new KnownCandidate(
            index, architecture.Id, decoder, _formula.LatencyMs(decoder, architecture.LayerCount), DeviceFormula.PeakBytes(decoder + embeddings));
    }

    private static MetricValues ValuesOf(KnownCandidate known) => new(
        (Metrics.LatencyMs, known.LatencyMs), (Metrics.PeakMemoryMiB, known.PeakBytes / (double)(1 << 20)));
}
