using Lts.Protos.V1;
using Lts.Tests.EndToEnd.Faults.Devices;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>Compares what a study found with what it must have found.</summary>
internal static class StudyCheck
{
    /// <summary>A study of simulated devices, with its known answer.</summary>
    public static void Simulated(
        FaultFigures figures, Study study, IReadOnlyList<Candidate> candidates, IReadOnlyList<DeviceFormula> formulas, StudySpec spec)
    {
        Ended(figures, study, candidates);
        figures.CountViolations("frontiers missing", study.Targets.Count == formulas.Count ? [] : [$"{study.Targets.Count} targets of {formulas.Count}"]);
        foreach (var target in study.Targets)
        {
            var formula = formulas.Single(f => target.Description.StartsWith(f.Name, StringComparison.Ordinal));
            Simulated(figures, [.. candidates.Where(c => c.DeviceClass == target.DeviceClass)], KnownAnswer.Of(formula, spec));
        }
    }

    /// <summary>A study that was really measured: its numbers are nobody's, but its frontier must follow from them.</summary>
    public static void Measured(FaultFigures figures, Study study, IReadOnlyList<Candidate> candidates)
    {
        Ended(figures, study, candidates);
        figures.CountViolations("candidates lost", [.. candidates.Where(c => c.State != CandidateState.Measured).Select(Describe)]);
        var known = candidates.Where(c => c.State == CandidateState.Measured).Select(c => new KnownCandidate(
            c.Index, c.ArchitectureId, c.Parameters.Decoder, c.Measurement.Latency.LatencyMs, c.Measurement.Memory.PeakBytes)).ToList();
        Frontier(figures, candidates, known.Where(c => !known.Exists(other => other.Dominates(c))).Select(c => c.Index));
    }

    private static void Simulated(FaultFigures figures, List<Candidate> candidates, KnownAnswer answer)
    {
        figures.CountViolations("candidates twice", [.. candidates.GroupBy(c => c.Index).Where(group => group.Count() > 1).Select(group => Describe(group.First()))]);
        var found = candidates.DistinctBy(c => c.Index).ToDictionary(c => c.Index);
        figures.CountViolations(
            "candidates lost",
            [.. answer.Candidates.Where(k => found.GetValueOrDefault(k.Index)?.State != CandidateState.Measured)
                .Select(k => found.TryGetValue(k.Index, out var c) ? Describe(c) : $"{k.Index} is missing")]);
        figures.CountViolations("candidates that nobody proposed", [.. candidates.Where(c => c.Index >= answer.Candidates.Count).Select(Describe)]);
        figures.CountViolations(
            "candidates with other numbers", [.. answer.Candidates.Where(k => found.GetValueOrDefault(k.Index) is { Measurement: not null } c && !IsAsKnown(c, k)).Select(k => Describe(found[k.Index]))]);
        Frontier(figures, candidates, answer.OnFrontier);
    }

    private static void Ended(FaultFigures figures, Study study, IReadOnlyList<Candidate> candidates)
    {
        figures.CountResult("studies compared", 1);
        figures.CountResult("candidates compared", candidates.Count);
        figures.CountViolations(
            "studies that did not come to their end", study.State == StudyState.Completed ? [] : [$"{study.Name} is {study.State}: {study.FailureMessage}"]);
    }

    private static void Frontier(FaultFigures figures, IReadOnlyList<Candidate> candidates, IEnumerable<int> known) => figures.CountViolations(
        "wrong frontiers", candidates.Where(c => c.OnFrontier).Select(c => c.Index).ToHashSet().SetEquals(known)
            ? []
            : [$"{candidates.Count(c => c.OnFrontier)} candidates instead of {known.Count()}, study {candidates[0].StudyId}"]);

    private static bool IsAsKnown(Candidate candidate, KnownCandidate known) =>
        candidate.ArchitectureId == known.ArchitectureId && candidate.Measurement.Latency.LatencyMs.Equals(known.LatencyMs)
        && candidate.Measurement.Memory.PeakBytes == known.PeakBytes && candidate.Parameters.Decoder == known.DecoderParameters;

    private static string Describe(Candidate c) => $"{c.Id} is {c.State} after {c.AttemptCount} attempts, {c.Measurement?.Latency?.LatencyMs} ms: {c.Failure?.Message}";
}
