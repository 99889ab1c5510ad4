using Lts.Cli.Commands.Quickstart;
using Lts.Hosting;
using Lts.Search;
using Lts.Tests.Support;

namespace Lts.Tests.Cli.Commands;

public sealed class QuickstartTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.2)]
    [InlineData(5)]
    [InlineData(60)]
    public void Spec_OfAnyLength_IsValid(double minutes)
    {
        var spec = QuickstartStudy.CreateSpec("quickstart", TimeSpan.FromMinutes(minutes));

        Assert.Empty(StudySpecValidator.Validate(spec));
    }

    [Fact]
    public void Spec_TwiceTheTime_MeasuresTwiceAsMuch() => Assert.Equal(
        2 * QuickstartStudy.CreateSpec("a", TimeSpan.FromMinutes(5)).MaxCandidates,
        QuickstartStudy.CreateSpec("a", TimeSpan.FromMinutes(10)).MaxCandidates);

    [Theory]
    [InlineData("lts-agent.dll")]
    [InlineData("lts-agent/lts-agent.dll")]
    [InlineData("../lts-agent/lts-agent.dll")]
    [InlineData("../../Lts.Agent/release/lts-agent.dll")]
    public void Agent_IsFoundBesideTheCoordinator(string place)
    {
        var here = Path.Combine(_folder.FullName, "Lts.Cli", "release");
        var agent = Path.GetFullPath(Path.Combine(here, place));
        Directory.CreateDirectory(here);
        Directory.CreateDirectory(Path.GetDirectoryName(agent)!);
        File.WriteAllText(agent, "");

        Assert.Equal(agent, ProgramFiles.Find(here).Agent);
    }

    [Fact]
    public void NoAgent_SaysWhereItWasLookedFor()
    {
        var error = Assert.Throws<UserErrorException>(() => ProgramFiles.Find(_folder.FullName));

        Assert.Equal(ExitCode.NotFound, error.ExitCode);
        Assert.Contains(_folder.FullName, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_OfTheUser_KeepsEverythingThatNoQuickstartMade()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "data"));
        var precious = Path.Combine(_folder.FullName, "data", "precious.txt");
        File.WriteAllText(precious, "mine");

        using (var folder = QuickstartFolder.Open(_folder.FullName))
        {
            Directory.CreateDirectory(folder.Coordinator);
            folder.DeleteData();
            Assert.False(Directory.Exists(folder.Coordinator));
        }

        Assert.Equal("mine", File.ReadAllText(precious));
        using var again = QuickstartFolder.Open(_folder.FullName); // what the first left does not stand in the way
    }

    [Fact]
    public void Folder_InUseOrOfAnotherKind_IsRefused()
    {
        var foreign = Path.Combine(_folder.FullName, "foreign");
        Directory.CreateDirectory(Path.Combine(foreign, "quickstart-data"));
        File.WriteAllText(Path.Combine(foreign, "quickstart-data", "precious.txt"), "mine");
        using var first = QuickstartFolder.Open(_folder.FullName);

        Assert.Equal(ExitCode.Conflict, Assert.Throws<UserErrorException>(() => QuickstartFolder.Open(_folder.FullName)).ExitCode);
        Assert.Equal(ExitCode.Conflict, Assert.Throws<UserErrorException>(() => QuickstartFolder.Open(foreign)).ExitCode);
        var file = Path.Combine(foreign, "quickstart-data", "precious.txt");
        Assert.Equal(ExitCode.Usage, Assert.Throws<UserErrorException>(() => QuickstartFolder.Open(file)).ExitCode);
    }

    [Fact]
    public async Task Child_ThatEndsByItself_IsReportedWithItsLastWords()
    {
        var log = _folder["child.log"];
        await using var child = ChildProgram.Start("coordinator", _folder["missing.dll"], log);

        var error = await Assert.ThrowsAsync<UserErrorException>(() => child.FailWhenItEndsAsync(CancellationToken.None));

        Assert.StartsWith("The coordinator ended by itself with code ", error.Message, StringComparison.Ordinal);
        Assert.Contains("missing.dll", error.Message, StringComparison.Ordinal);
    }
}
