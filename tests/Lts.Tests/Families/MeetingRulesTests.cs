using Lts.Domain.Families;
using Lts.Domain.Spaces;
using Lts.Search.Genomes;
using Lts.Search.Randomness;
using Lts.Search.Sampling;

namespace Lts.Tests.Families;

/// <summary>Where several rules meet in one dimension, and where what decides is fixed. No family that ships has such rules yet.</summary>
public sealed class MeetingRulesTests
{
    private static readonly Dimension First = RuledFamily.First;
    private static readonly Dimension Second = RuledFamily.Second;
    private static readonly Dimension Third = RuledFamily.Third;
    private static readonly Dimension Layered = RuledFamily.Layered;

    [Fact]
    public void DimensionsThatAreFixed_NarrowWhatIsDrawn_EachByItsOwnValue()
    {
        var space = Space(new DividesRule(Layered, First), new DividesRule(Layered, Second))
            .With(First, IntChoices.One(24)).With(Second, IntChoices.One(36)).With(Layered, Range(1, 40));

        Assert.Equal<int>([1, 2, 3, 4, 6, 12], Drawn(space, Layered));
    }

    [Fact]
    public void ValueThatWouldLeaveOnlyWhatAFixedDimensionForbids_IsNeverDrawn()
    {
        var space = Space(new DividesRule(Third, First), new DividesRule(Third, Second))
            .With(First, IntChoices.One(12)).With(Second, List(5, 7, 8, 9)).With(Third, List(2, 3, 5));

        Assert.Equal<int>([8, 9], Drawn(space, Second)); // 5 goes with 5 alone, which does not divide 12; 7 goes with nothing
        Assert.Equal<int>([2, 3], Drawn(space, Third));
    }

    [Fact]
    public void DimensionThatIsFixed_NarrowsTheOneThatItDependsOn()
    {
        var space = Space(new DividesRule(Third, First)).With(First, Range(4, 9)).With(Third, IntChoices.One(4));

        Assert.Equal<int>([4, 8], Drawn(space, First));
    }

    /// <summary>A value is worth drawing only if what follows from it leaves something to what follows from that.</summary>
    [Fact]
    public void Chain_OfRules_IsFollowedToItsEnd()
    {
        var space = Space(new DividesRule(Second, First), new DividesRule(Third, Second))
            .With(First, List(10, 21)).With(Second, List(5, 7)).With(Third, List(7));

        Assert.Equal<int>([21], Drawn(space, First));
        Assert.Equal<int>([7], Drawn(space, Second));
    }

    [Fact]
    public void DimensionsThatAreOpen_BothLimitAThird_AndOnlyWhatGoesWithBothIsProposed()
    {
        var space = Space(new DividesRule(Third, First), new DividesRule(Third, Second))
            .With(First, Range(4, 9)).With(Second, Range(4, 9)).With(Third, Range(2, 6));
        var architectures = SpaceSampler.Sample(space, seed: 1, 200);

        Assert.NotEmpty(architectures);
        Assert.All(architectures, a => Assert.Equal((0, 0), (a.Value(First) % a.Value(Third), a.Value(Second) % a.Value(Third))));
        Assert.Empty(SearchSpaceValidator.Validate(space));
    }

    public static TheoryData<string> Conflicts => [.. Impossible.Keys];

    [Theory]
    [MemberData(nameof(Conflicts))]
    public void RulesThatCannotHoldTogether_AreRefused_ByName(string conflict)
    {
        var (space, names, mended) = Impossible[conflict];

        string error = Assert.Single(SearchSpaceValidator.Validate(space));

        Assert.StartsWith("these rules cannot hold together: ", error, StringComparison.Ordinal);
        Assert.All(names, name => Assert.Contains(name, error, StringComparison.Ordinal));
        Assert.True(new GenomeSpace(space).IsEmpty);
        Assert.Empty(SearchSpaceValidator.Validate(mended));
        Assert.False(new GenomeSpace(mended).IsEmpty);
        Assert.NotEmpty(SpaceSampler.Sample(mended, seed: 1, 1));
    }

    /// <summary>Spaces that every rule would leave something, by what meets in them; with what a message must say, and a space with what lacks.</summary>
    private static Dictionary<string, (SearchSpace Space, string[] Names, SearchSpace Mended)> Impossible
    {
        get
        {
            var twoGivens = Space(new DividesRule(Third, First), new DividesRule(Third, Second)).With(First, List(8, 16)).With(Second, List(9, 27));
            var oneGiven = Space(new DividesRule(Third, First), new MinRatioRule("min_third_ratio", Third, First, 0.5)).With(First, List(12, 18));
            var fixedOnes = twoGivens.With(First, IntChoices.One(8)).With(Second, IntChoices.One(9));
            string[] divides = ["third must divide first", "third must divide second"];
            return new(StringComparer.Ordinal)
            {
                ["two open dimensions"] = (twoGivens.With(Third, List(2, 3)), divides, twoGivens.With(Third, List(1, 2, 3))),
                ["two fixed dimensions"] = (fixedOnes.With(Third, List(2, 3)), divides, fixedOnes.With(Third, List(1, 2, 3))),
                ["one dimension twice"] = (
                    oneGiven.With(Third, List(4, 16)), ["third must divide first", "third must be at least min_third_ratio 0.5 times first"],
                    oneGiven.With(Third, List(4, 9, 16))),
            };
        }
    }

    private static SearchSpace Space(params DimensionRule[] rules) => new SearchSpace("ruled", new RuledFamily(rules))
        .With(CommonDimensions.LayerCount, IntChoices.One(2)).With(CommonDimensions.HiddenSize, Range(8, 64));

    /// <summary>What a dimension is in the first genomes that a search would draw: nothing is thrown away here.</summary>
    private static IEnumerable<int> Drawn(SearchSpace space, Dimension dimension)
    {
        var (genomes, random) = (new GenomeSpace(space), new RandomStream(3, RandomPurpose.Sampling));
        return Enumerable.Range(0, 300).SelectMany(_ => genomes.Decode(genomes.Draw(random)).Values(dimension)).Distinct().Order();
    }

    private static IntChoices Range(int min, int max) => new(new IntRange(min, max));

    private static IntChoices List(params int[] values) => new([.. values]);
}
