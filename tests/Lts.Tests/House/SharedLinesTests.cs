using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>What two programs do alike is written once, in shared/.</summary>
public sealed class SharedLinesTests
{
    private const int LongestRun = 5;

    private static readonly string[] Programs = ["agent", "coordinator/Server", "coordinator/Cli", "trainer"];

    [Fact]
    public void NoRunOfSixLines_StandsInTwoPrograms()
    {
        var runs = Programs.SelectMany(program => Repository.Files("*.cs", program)
            .SelectMany(source => RunsOf(File.ReadAllLines(Repository.Absolute(source))).Select(run => (Program: program, Source: source, Run: run))));
        var shared = runs.GroupBy(found => found.Run.Text, StringComparer.Ordinal)
            .Where(group => group.Select(found => found.Program).Distinct().Count() > 1)
            .Select(group => $"{string.Join(" and ", group.Select(found => $"{found.Source}:{found.Run.Line}"))}:\n{group.Key}")
            .ToList();

        Assert.True(shared.Count == 0, "Write it once, in shared/:\n" + string.Join("\n\n", shared));
    }

    /// <summary>Else the test above would find nothing for the wrong reason.</summary>
    [Fact]
    public void Run_IsFoundWhateverItsIndentation_AndBlankLinesDoNotHideIt()
    {
        string[] one = ["using System;", "", "if (a)", "{", "    return b;", "}", "", "return c;", "}", "one"];
        string[] two = ["two", "    if (a)", "    {", "        return b;", "    }", "    return c;", "}"];

        var run = Assert.Single(RunsOf(one).Select(run => run.Text).Intersect(RunsOf(two).Select(run => run.Text)));
        Assert.Equal("if (a)\n{\nreturn b;\n}\nreturn c;\n}", run);
        Assert.Equal(3, RunsOf(one).Single(found => found.Text == run).Line);
    }

    [Fact]
    public void Programs_AreWhereTheTestLooks() => Assert.All(Programs, program => Assert.NotEmpty(Repository.Files("*.cs", program)));

    /// <summary>Every run of six lines of a source, each with the number of its first line; blank lines and usings are left out, as are runs of braces alone.</summary>
    private static IEnumerable<(string Text, int Line)> RunsOf(string[] source)
    {
        var lines = source.Select((line, index) => (Text: line.Trim(), Number: index + 1))
            .Where(line => line.Text.Length > 0 && !line.Text.StartsWith("using ", StringComparison.Ordinal)).ToList();
        for (var first = 0; first + LongestRun < lines.Count; first++)
        {
            var run = lines.Skip(first).Take(LongestRun + 1).Select(line => line.Text).ToList();
            if (run.Exists(line => line.Any(char.IsLetterOrDigit)))
            {
                yield return (string.Join('\n', run), lines[first].Number);
            }
        }
    }
}
