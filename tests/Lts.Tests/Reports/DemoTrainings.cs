using Lts.Domain.Architectures;
using Lts.Domain.Trainings;
using Lts.Reports.Data;

namespace Lts.Tests.Reports;

/// <summary>
/// Trainings that were never run: perplexity follows the scaling law of Kaplan et al. (arXiv 2001.08361, equation 1.1), loss = (8.8e13 / N)^0.076
/// for N decoder parameters, with a little that depends on depth and on chance, so that the proxy's order is nearly right and not quite.
/// </summary>
internal static class DemoTrainings
{
    private const string CorpusSha256 = "0ddba11c0ffee5eed0ddba11c0ffee5eed0ddba11c0ffee5eed0ddba11c0ffee5";

    /// <summary>The study after architectures of its frontiers were trained, taken evenly from small to large.</summary>
    /// <param name="study">The study.</param>
    /// <param name="counts">How many with the first recipe, with the second, and so on.</param>
    public static ReportData Train(ReportData study, params int[] counts)
    {
        var frontier = study.Targets.SelectMany(t => t.Frontier()).Select(c => c.Architecture).DistinctBy(a => a.Id)
            .OrderBy(a => a.Parameters.Decoder).ToArray();
        var trained = counts.SelectMany((count, recipe) => Enumerable.Range(0, count)
            .Select(i => frontier[i * (frontier.Length - 1) / Math.Max(1, count - 1)])
            .DistinctBy(a => a.Id)
            .Select(architecture => (architecture.Id, Training: TrainingOf(architecture, recipe))))
            .ToLookup(t => t.Id, t => t.Training);
        return study with
        {
            Targets =
            [
                .. study.Targets.Select(target => target with
                {
                    Candidates = [.. target.Candidates.Select(c => c with { Trainings = [.. trained[c.Architecture.Id]] })],
                }),
            ],
        };
    }

    private static CandidateTraining TrainingOf(Architecture architecture, int recipe)
    {
        var random = new Random(architecture.Parameters.Decoder.GetHashCode() + recipe);
        double chance = (random.NextDouble() - 0.5) * 0.06;
        double loss = Math.Pow(8.8e13 / architecture.Parameters.Decoder, 0.076) + (0.4 / (recipe + 1)) - (0.004 * architecture.LayerCount) + chance;
        int steps = 2000 * (recipe + 1);
        return new CandidateTraining($"tr_{recipe}{architecture.Id[^8..]}", new string((char)('a' + recipe), 64), new TrainingResult
        {
            ArchitectureId = architecture.Id,
            DecoderParameters = architecture.Parameters.Decoder,
            TotalParameters = architecture.Parameters.Total,
            Steps = steps,
            Tokens = steps * 64L * 192,
            TrainLoss = loss - 0.08,
            ValidationLoss = loss,
            ValidationPerplexity = Math.Exp(loss),
            WordPerplexity = Math.Exp(loss * 1.2),
            BitsPerByte = loss / Math.Log(2) / 4.3,
            CorpusSha256 = CorpusSha256,
            TokenizerSha256 = CorpusSha256,
            Seed = 1,
            TrainingSeconds = architecture.Parameters.Decoder / 1e4 * (recipe + 1),
            Libtorch = "2.9.0",
            Device = "cuda",
            PeakMemoryBytes = architecture.Parameters.Total * 18,
        });
    }
}
