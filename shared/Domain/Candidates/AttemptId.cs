using System.Globalization;

namespace Lts.Domain.Candidates;

/// <summary>Names one hand-out of a candidate. As text <c>STUDY.TARGET.INDEX.NUMBER</c>, for example <c>5f1c20ab.0.17.1</c>.</summary>
/// <param name="Candidate">What was handed out.</param>
/// <param name="Number">Which hand-out of the candidate it was, from 1.</param>
public readonly record struct AttemptId(CandidateKey Candidate, int Number)
{
    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string text, out AttemptId id)
    {
        id = default;
        int dot = text.LastIndexOf('.');
        if (dot < 0 || !CandidateKey.TryParse(text.AsSpan(0, dot), out var candidate)
            || !int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }

        id = new AttemptId(candidate, number);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Candidate}.{Number}");
}
