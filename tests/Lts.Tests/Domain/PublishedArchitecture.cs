using System.Globalization;
using Lts.Tests.Support;

namespace Lts.Tests.Domain;

/// <summary>One row of the table that the LTS authors published.</summary>
internal sealed record PublishedArchitecture(string Set, string Model, int HiddenSize, int[] FeedForwardSizes, int[] HeadCounts, long DecoderParameters)
{
    public bool IsGpt2 => Set.Contains("GPT2", StringComparison.Ordinal);

    public static IReadOnlyList<PublishedArchitecture> ReadAll()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.PublishedData, "lts_published.csv"));
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => Read(columns, line.Split(',')))];
    }

    private static PublishedArchitecture Read(string[] columns, string[] cells)
    {
        string Cell(string column) => cells[Array.IndexOf(columns, column)];
        int[] Numbers(string column) => [.. Cell(column).Split('|').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        return new PublishedArchitecture(
            Cell("set"), Cell("model"), Numbers("d_model")[0], Numbers("d_inner"), Numbers("n_head"),
            (long)double.Parse(Cell("params_nonembedding"), CultureInfo.InvariantCulture));
    }
}
