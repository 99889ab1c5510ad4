namespace Lts.Trainer.Generation.Decoding;

/// <summary>Prompts side by side: shorter ones have padding before them, so that all end, and go on, at the same place.</summary>
internal sealed class PromptBatch
{
    /// <summary>Lays prompts out.</summary>
    /// <param name="prompts">Token ids, at least one each.</param>
    public PromptBatch(IReadOnlyList<int[]> prompts)
    {
        Rows = prompts.Count;
        Length = prompts.Max(prompt => prompt.Length);
        Padding = [.. prompts.Select(prompt => (long)(Length - prompt.Length))];
        Ids = new long[Rows * Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var i = 0; i < prompts[row].Length; i++)
            {
                Ids[(row * Length) + Padding[row] + i] = prompts[row][i];
            }
        }
    }

    /// <summary>Number of prompts, B.</summary>
    public int Rows { get; }

    /// <summary>Tokens of the longest, S.</summary>
    public int Length { get; }

    /// <summary>The ids, (B, S).</summary>
    public long[] Ids { get; }

    /// <summary>Ids at the start of each row that are none, (B).</summary>
    public long[] Padding { get; }
}
