using System.Globalization;

namespace Lts.Domain.Candidates;

/// <summary>Names a candidate. As text <c>STUDY.TARGET.INDEX</c>, for example <c>5f1c20ab.0.17</c>.</summary>
/// <param name="StudyId">The study's id.</param>
/// <param name="Target">The target's position within the study, from 0.</param>
/// <param name="Index">Order of proposal within the target, from 0.</param>
public readonly record struct CandidateKey(string StudyId, int Target, int Index)
{
    /// <summary>Reads the text form.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CandidateKey key)
    {
        key = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, '.') != 3
            || !int.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out int target)
            || !int.TryParse(text[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return false;
        }

        key = new CandidateKey(text[parts[0]].ToString(), target, index);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StudyId}.{Target}.{Index}");
}
