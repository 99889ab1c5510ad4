using Lts.Cli.StudyFiles;
using Lts.Tests.Support;

namespace Lts.Tests.Cli.StudyFiles;

/// <summary>The files that users start from.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "examples"), "*.yaml").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_IsAValidStudy(string file)
    {
        var study = StudyFile.Load(Path.Combine(Repository.Root, "examples", file));

        study.Check(study.Draft); // throws what is wrong

        Assert.StartsWith(Path.GetFileNameWithoutExtension(file), study.Draft.Name, StringComparison.Ordinal);
    }
}
