using Lts.Trainer.Generation;

namespace Lts.Tests.Trainer.Generation;

public sealed class StopStringsTests
{
    [Fact]
    public void BeginningOfAStop_IsHeldBack_UntilItIsNone()
    {
        var stops = new StopStrings(["END", "\n\n"]);

        Assert.Equal(("the ", false), stops.Add("the E"));
        Assert.Equal(("EN", false), stops.Add("NEN"));
        Assert.Equal(("ENglish", false), stops.Add("glish"));
        Assert.Equal((" x", false), stops.Add(" x\n"));
        Assert.Equal(("", true), stops.Add("\ny"));
    }

    [Fact]
    public void Rest_IsWhatWasHeldBack()
    {
        var stops = new StopStrings(["END"]);
        stops.Add("xEN");

        Assert.Equal("EN", stops.Rest());
    }
}
