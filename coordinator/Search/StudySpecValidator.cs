using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;

namespace Lts.Search;

/// <summary>Says what is wrong with a specification, all of it at once.</summary>
public static class StudySpecValidator
{
    private const int MostAttempts = 20;
    private const int MostSelectors = 100;
    private const int LargestPriority = 1_000;

    /// <summary>Every error, each naming the field; empty for a specification that can be run.</summary>
    public static IReadOnlyList<string> Validate(StudySpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var errors = new List<string>();
        if (spec.Name.Length > 0 && !FleetNames.IsValid(spec.Name))
        {
            errors.Add($"name must be {FleetNames.Rule}.");
        }

        errors.AddRange(SearchSpaceValidator.Validate(spec.Space).Select(e => "space." + e));
        errors.AddRange(SearchProblemValidator.Validate(spec.ToProblem(), spec.Algorithm));
        errors.AddRange(MeasurementPlanValidator.Validate(spec.Plan, LongestSequence(spec)));
        if (spec.MaxAttempts is < 1 or > MostAttempts)
        {
            errors.Add($"max_attempts must be from 1 to {MostAttempts}, not {spec.MaxAttempts}.");
        }

        if (spec.Priority is < -LargestPriority or > LargestPriority)
        {
            errors.Add($"priority must be from {-LargestPriority} to {LargestPriority}, not {spec.Priority}.");
        }

        CheckSelectors(errors, spec);
        return errors;
    }

    private static int LongestSequence(StudySpec spec) => spec.Algorithm is FixedCandidatesOptions
        ? Math.Max(1, spec.LongestSequence)
        : Math.Clamp(spec.LongestSequence, 1, ArchitectureLimits.SequenceLength);

    private static void CheckSelectors(List<string> errors, StudySpec spec)
    {
        if (spec.Devices.Length > MostSelectors)
        {
            errors.Add($"devices has {spec.Devices.Length} selectors; at most {MostSelectors} are allowed.");
        }

        foreach (string selector in spec.Devices.Where(d => DeviceSelector.TryParse(d) is null))
        {
            errors.Add($"devices has '{selector}', which is not a selector: write name:N, tag:T, class:C or one word of {FleetNames.Rule}.");
        }
    }
}
