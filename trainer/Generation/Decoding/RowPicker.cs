namespace Lts.Trainer.Generation.Decoding;

/// <summary>Picks the logits that matter.</summary>
internal static class RowPicker
{
    /// <summary>Of logits (B, S, V), those of each row's last token, (B, V).</summary>
    public static ReadOnlySpan<float> Last(ReadOnlySpan<float> logits, int rows, int length, int vocabulary)
    {
        if (length == 1)
        {
            return logits;
        }

        var last = new float[rows * vocabulary];
        for (var row = 0; row < rows; row++)
        {
            logits.Slice((((row + 1) * length) - 1) * vocabulary, vocabulary).CopyTo(last.AsSpan(row * vocabulary));
        }

        return last;
    }
}
