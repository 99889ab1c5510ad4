using Lts.Domain;

namespace Lts.Tests.Cli.StudyFiles;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("genration", "generations")]
    [InlineData("latncy_ms", "latency_ms")]
    [InlineData("zzz", null)]
    public void NearestName_IsTheOneMeant(string typed, string? meant) =>
        Assert.Equal(meant, NearestName.Of(typed, ["generations", "latency_ms", "space"]));
}
