using Lts.Coordinator.Client;
using Lts.Coordinator.StudyFiles;
using Lts.Domain.Spaces;
using Lts.Search;
using Lts.Tests.Support;

namespace Lts.Tests.Coordinator.StudyFiles;

/// <summary>The files that users start from.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "examples"), "*.yaml").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_IsAValidStudy(string file)
    {
        var spec = StudyFile.Load(Path.Combine(Repository.Root, "examples", file));

        var problem = SpecMapping.ToProblem(spec);
        Assert.Empty(SearchSpaceValidator.Validate(problem.Space));
        Assert.Empty(SearchProblemValidator.Validate(problem, SpecMapping.ToAlgorithm(spec)));
        Assert.True(SpecMapping.ToPlan(spec.Plan).SequenceLength <= problem.Space.MaxSequenceLength);
    }
}
