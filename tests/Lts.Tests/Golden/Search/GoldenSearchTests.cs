using Lts.Tests.Golden.Support;

namespace Lts.Tests.Golden.Search;

/// <summary>Equal seeds with equal answers propose, for ever, what they proposed when these files were written.</summary>
public sealed class GoldenSearchTests
{
    private const int Samples = 100;

    private static readonly long[] Seeds = [1, 2, -77];

    public static TheoryData<string, string> Searches
    {
        get
        {
            var searches = new TheoryData<string, string>();
            foreach (string preset in GoldenSearches.Presets)
            {
                foreach (string algorithm in GoldenSearches.Algorithms)
                {
                    searches.Add(preset, algorithm);
                }
            }

            return searches;
        }
    }

    public static TheoryData<string> Presets => [.. GoldenSearches.Presets];

    [Theory]
    [MemberData(nameof(Searches))]
    public void Search_ProposesWhatItDid(string preset, string algorithm)
    {
        var text = string.Concat(Seeds.Select(seed => $"seed {seed}\n{GoldenSearches.Proposals(preset, algorithm, seed)}"));

        GoldenFiles.IsText($"search/{preset}-{algorithm}.txt", text);
        GoldenFiles.IsText($"search/{preset}-{algorithm}-last.jsonl", GoldenSearches.LastGeneration(preset, algorithm, Seeds[0]));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Samples_HaveTheIdsParametersAndGraphsThatTheyHad(string preset)
    {
        GoldenFiles.IsText($"search/{preset}-samples.jsonl", GoldenSearches.Samples(preset, Samples));
        GoldenFiles.IsText($"search/{preset}-samples.txt", GoldenSearches.SampleFacts(preset, Samples));
    }
}
