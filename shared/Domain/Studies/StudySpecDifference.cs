using Lts.Domain.Spaces;

namespace Lts.Domain.Studies;

/// <summary>Where two specifications differ, by the field names of study files.</summary>
public static class StudySpecDifference
{
    /// <summary>The fields that do not say the same; empty for specifications that mean the same study. Names are not compared.</summary>
    /// <param name="one">Whose fields are named where only one of the two has them.</param>
    /// <param name="other">What it is compared with.</param>
    public static IReadOnlyList<string> Between(StudySpec one, StudySpec other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return
        [
            .. one.Algorithm is FixedCandidatesOptions ? [] : Between(one.Space, other.Space).Select(field => $"space.{field}"), // it is not searched
            .. Fields(
                ("algorithm", AreEqual(one.Algorithm, other.Algorithm)),
                ("seed", one.Seed == other.Seed),
                ("objectives", one.Objectives.SequenceEqual(other.Objectives)),
                ("constraints", one.Constraints.SequenceEqual(other.Constraints)),
                ("devices", one.Devices.SequenceEqual(other.Devices)),
                ("plan", one.Plan == other.Plan),
                ("max_candidates", one.MaxCandidates == other.MaxCandidates),
                ("max_attempts", one.MaxAttempts == other.MaxAttempts),
                ("priority", one.Priority == other.Priority)),
        ];
    }

    private static IEnumerable<string> Between(SearchSpace one, SearchSpace other) => !one.Family.Equals(other.Family)
        ? ["family"]
        :
        [
            .. one.Dimensions.Zip(other.Dimensions).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Dimension.SpaceField),
            .. one.Ratios.Zip(other.Ratios).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Name),
            .. Fields(
                ("min_decoder_parameters", one.MinDecoderParameters == other.MinDecoderParameters),
                ("max_decoder_parameters", one.MaxDecoderParameters == other.MaxDecoderParameters)),
        ];

    private static bool AreEqual(SearchAlgorithm one, SearchAlgorithm other) =>
        (one, other) is (FixedCandidatesOptions given, FixedCandidatesOptions again)
            ? given.Architectures.SequenceEqual(again.Architectures)
            : one == other;

    private static IEnumerable<string> Fields(params (string Name, bool AreEqual)[] fields) => fields.Where(f => !f.AreEqual).Select(f => f.Name);
}
