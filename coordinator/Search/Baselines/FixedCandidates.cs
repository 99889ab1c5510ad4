using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Metrics;
using Lts.Domain.Studies;

namespace Lts.Search.Baselines;

/// <summary>See <see cref="FixedCandidatesOptions"/>.</summary>
internal sealed class FixedCandidates(SearchProblem problem, FixedCandidatesOptions options) : GenerationalSearch(problem)
{
    protected override int GenerationLimit => 1;

    protected override IEnumerable<NewCandidate> Fill(int generation) =>
        options.Architectures.Select(a => new NewCandidate(CandidateOrigin.Given, a, ParentIds: [], Genome: null));

    protected override void Learn(IReadOnlyList<(NewCandidate Candidate, MetricValues? Values)> answers)
    {
        // There is no second generation to use what would be learnt.
    }

    protected override int ExpectedSize(int generation) => options.Architectures.Length;

    /// <summary>Every error of the settings, by their names in study files.</summary>
    public static IEnumerable<string> Errors(SearchProblem problem, FixedCandidatesOptions options)
    {
        if (options.Architectures.IsDefaultOrEmpty)
        {
            yield return $"{options.Name}.architectures must name at least one architecture.";
            yield break;
        }

        if (options.Architectures.Length > Limits.GivenArchitectureCount)
        {
            yield return $"{options.Name}.architectures may have at most {Limits.GivenArchitectureCount:N0} entries, not {options.Architectures.Length:N0}.";
            yield break;
        }

        var indexOf = new Dictionary<string, int>();
        for (int i = 0; i < options.Architectures.Length; i++)
        {
            var architecture = options.Architectures[i];
            var errors = ArchitectureValidator.Validate(architecture);
            foreach (string error in errors)
            {
                yield return $"{options.Name}.architectures[{i}]: {error}";
            }

            if (errors.Count > 0)
            {
                continue; // an impossible one has neither an id nor a count
            }

            if (!indexOf.TryAdd(architecture.Id, i))
            {
                yield return $"{options.Name}.architectures[{i}] is the same as [{indexOf[architecture.Id]}]: {architecture.Id}.";
            }

            if (!problem.MeetsCheapConstraints(architecture))
            {
                yield return $"{options.Name}.architectures[{i}] ({architecture.Id}) is outside the constraints.";
            }
        }
    }
}
