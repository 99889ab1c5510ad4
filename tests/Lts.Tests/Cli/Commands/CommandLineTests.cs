using System.CommandLine;
using Lts.Cli.Commands;
using Lts.Hosting;
using Lts.Tests.Support;

namespace Lts.Tests.Cli.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task NoArguments_PrintHelp()
    {
        var run = await CommandRun.Of();

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("quickstart", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_IsPlain()
    {
        var run = await CommandRun.Of("--version");

        Assert.Equal(ProductVersion.Current, run.Output.Trim());
    }

    [Theory]
    [InlineData("study", "lst")]
    [InlineData("nothing")]
    [InlineData("study", "create", "--max-candidates", "many")]
    [InlineData("study", "create", "--algorithm", "magic")]
    [InlineData("study", "create", "--space", "gpt2-paper", "--time-limit", "60")]
    [InlineData("frontier")]
    [InlineData("arch", "sample", "--space", "gpt2-paper", "--count", "0")]
    [InlineData("study", "create")]
    [InlineData("devices", "list", "--coordinator", "nonsense://x")]
    [InlineData("frontier", "x", "--json", "--format", "csv")]
    public async Task BadCommandLine_IsAUsageError(params string[] args)
    {
        var run = await CommandRun.Of(args);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.NotEmpty(run.Error);
        Assert.DoesNotContain(" at Lts.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportFile_OfAnUnknownKind_IsRefused_WithTheKindsThereAre()
    {
        var run = await CommandRun.Of("frontier", "x", "-o", "report.foo");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("The endings are .html, .csv, .json, .md and .txt for a table", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report.HTML", "html")]
    [InlineData("folder.d/report", "table")]
    [InlineData("report.txt", "table")]
    [InlineData(null, "table")]
    public void ReportFile_OfAKnownKind_SaysTheFormat(string? path, string format) =>
        Assert.Equal(format, FrontierCommand.ChooseFormat(null, json: false, path));

    [Theory]
    [InlineData("arch", "inspect", ".")]
    [InlineData("study", "create", "-f", ".")]
    public async Task FolderWhereAFileIsWanted_IsSaid(params string[] args)
    {
        var run = await CommandRun.Of(args);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(". is a folder; name a file.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileWhereAFolderIsWanted_IsSaid()
    {
        var run = await CommandRun.Of("arch", "sample", "--space", "gpt2-paper", "-o", typeof(CommandLineTests).Assembly.Location);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("is a file; name a folder", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainerThatIsNoAddress_IsTheCommandLinesFault_NotTheDatabases()
    {
        using var folder = new TemporaryDirectory();

        var run = await CommandRun.Of("serve", "--listen", "127.0.0.1:0", "--data", folder.FullName, "--trainer", "ht!tp");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        var lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.StartsWith("--trainer: 'ht!tp' is not a trainer's address", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListenAddress_WithAScheme_IsToldTheForm()
    {
        var run = await CommandRun.Of("serve", "--listen", "http://127.0.0.1:5210");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("as in 127.0.0.1:5210", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpOfAVerbWithinAVerb_ListsItsOwnArgumentsOnly()
    {
        var inner = await CommandRun.Of("train", "list", "--help");
        var outer = await CommandRun.Of("train", "--help");

        Assert.Contains("Only those of this study", inner.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("left out with --architecture", inner.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("train [<study>]", inner.Output, StringComparison.Ordinal);
        Assert.Contains("left out with --architecture", outer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task EmptyConfigurationOfATraining_IsAMistake_AndNotTheDefaults(string content)
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(folder["empty.json"], content);

        var run = await CommandRun.Of("train", "some-study", "--config", folder["empty.json"], "--coordinator", "http://127.0.0.1:1");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("empty.json: it is empty", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoCoordinator_SaysHowToStartOne()
    {
        var run = await CommandRun.Of("study", "list", "--coordinator", "http://127.0.0.1:1");

        Assert.Equal(ExitCode.Unavailable, run.ExitCode);
        Assert.StartsWith(
            "Cannot reach the coordinator at http://127.0.0.1:1. Start it with `lts serve`", run.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string> Verbs => [.. VerbsBelow(LtsCommandLine.Root, "lts").Select(v => v.Line)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EveryVerb_HasExamplesThatParse(string line)
    {
        var verb = VerbsBelow(LtsCommandLine.Root, "lts").Single(v => v.Line == line).Verb;

        Assert.NotEmpty(verb.Examples);
        Assert.All(verb.Examples, example =>
        {
            Assert.StartsWith(line, example, StringComparison.Ordinal);
            Assert.Empty(LtsCommandLine.Root.Parse(example.Split('|', '>')[0]["lts ".Length..]).Errors);
        });
    }

    private static IEnumerable<(string Line, Verb Verb)> VerbsBelow(Command command, string line) => command.Subcommands
        .SelectMany(c => VerbsBelow(c, $"{line} {c.Name}"))
        .Concat(command is Verb verb ? [(line, verb)] : []);

    [Fact]
    public async Task Help_OfAVerb_HasExamples()
    {
        var run = await CommandRun.Of("frontier", "--help");

        Assert.Contains("Examples:\n  lts frontier my-study", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SuggestDirective_CompletesVerbs()
    {
        var run = await CommandRun.Of("[suggest:10]", "lts study ");

        Assert.Contains("create", run.Output, StringComparison.Ordinal);
        Assert.Contains("watch", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("pwsh")]
    public async Task Completion_PrintsAScriptThatAsksTheProgram(string shell)
    {
        var run = await CommandRun.Of("completion", shell);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
    }
}
