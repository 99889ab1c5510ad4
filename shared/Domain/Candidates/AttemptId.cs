using System.Globalization;

namespace Lts.Domain.Candidates;

/// <summary>
/// Names one hand-out of a candidate. As text <c>STUDY.TARGET.INDEX.NUMBER.NONCE</c>, for example
/// <c>5f1c20ab.0.17.1.9c2f61d07ab4e853</c>. Two are equal only if their nonces are, so that nobody can answer for an attempt that was not
/// given to him.
/// </summary>
/// <param name="Candidate">What was handed out.</param>
/// <param name="Number">Which hand-out of the candidate it was, from 1.</param>
/// <param name="Nonce">What only the device knows that got it; empty for attempts of versions before 0.2, whose text ends with the number.</param>
public readonly record struct AttemptId(CandidateKey Candidate, int Number, string Nonce = "")
{
    /// <summary>Longest text that is read: far more than any that this program writes.</summary>
    public const int LongestText = 128;

    /// <summary>The text without the nonce, for logs.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Candidate}.{Number}");

    /// <summary>Reads the text form, with or without a nonce.</summary>
    public static bool TryParse(string text, out AttemptId id)
    {
        id = default;
        if (text.Length > LongestText)
        {
            return false;
        }

        string[] parts = text.Split('.');
        string nonce = parts.Length == 5 ? parts[4] : "";
        if (parts.Length is not (4 or 5) || (parts.Length == 5 && nonce.Length == 0)
            || !CandidateKey.TryParse(string.Join('.', parts.AsSpan(0, 3)), out var candidate)
            || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }

        id = new AttemptId(candidate, number, nonce);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Nonce.Length == 0 ? Name : $"{Name}.{Nonce}";
}
