using System.Text.RegularExpressions;
using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>Generated messages are mapped in one place and carried by services and clients; nobody else knows them.</summary>
public sealed partial class GeneratedTypesTests
{
    /// <summary>Where generated types may be named: the mapping, and the classes that speak gRPC.</summary>
    private static readonly string[] Allowed =
    [
        "shared/Contracts/", "coordinator/Server/Rpc/", "coordinator/Cli/Client/", "agent/Connection/", "trainer/Service/Rpc/",
    ];

    /// <summary>What has not moved to records of the domain yet. Take files out; put none in.</summary>
    private static readonly string[] NotMovedYet =
    [
        "coordinator/Cli/Commands/Display/FrontierOutput.cs",
        "coordinator/Cli/Commands/Display/MeasurementTable.cs",
        "coordinator/Cli/Commands/Display/ProgressLines.cs",
        "coordinator/Cli/Commands/Display/StudyFollower.cs",
        "coordinator/Cli/Commands/Display/StudyProgress.cs",
        "coordinator/Cli/Commands/Display/StudyTable.cs",
        "coordinator/Cli/Commands/MeasureCommand.cs",
        "coordinator/Cli/Commands/Quickstart/QuickstartStudy.cs",
        "coordinator/Cli/Commands/Studies/PlanOptions.cs",
        "coordinator/Cli/Commands/Studies/StudyCancelCommand.cs",
        "coordinator/Cli/Commands/Studies/StudyCreateCommand.cs",
        "coordinator/Cli/Commands/Studies/StudyListCommand.cs",
        "coordinator/Cli/Commands/Studies/StudyOutput.cs",
        "coordinator/Cli/Commands/Studies/StudyResumeCommand.cs",
        "coordinator/Cli/Commands/Studies/StudyShowCommand.cs",
        "coordinator/Cli/Commands/Studies/StudySpecOptions.cs",
        "coordinator/Cli/Commands/Studies/StudyWatchCommand.cs",
        "coordinator/Cli/Commands/Studies/WaitingTargets.cs",
        "coordinator/Cli/StudyFiles/AlgorithmReader.cs",
        "coordinator/Cli/StudyFiles/ArchitectureListReader.cs",
        "coordinator/Cli/StudyFiles/ConstraintsReader.cs",
        "coordinator/Cli/StudyFiles/MetricReader.cs",
        "coordinator/Cli/StudyFiles/ObjectivesReader.cs",
        "coordinator/Cli/StudyFiles/PlanReader.cs",
        "coordinator/Cli/StudyFiles/SpaceReader.cs",
        "coordinator/Cli/StudyFiles/StudyFile.cs",
        "coordinator/Cli/StudyFiles/StudyFileWriter.cs",
        "coordinator/Cli/StudyFiles/StudyNodeReader.cs",
    ];

    private static IReadOnlyList<string> Outside { get; } =
    [
        .. new[] { "agent", "coordinator", "shared", "trainer" }.SelectMany(folder => Repository.Files("*.cs", folder))
            .Where(source => !Allowed.Any(folder => source.StartsWith(folder, StringComparison.Ordinal)))
            .Where(source => GeneratedNamespace().IsMatch(File.ReadAllText(Repository.Absolute(source)))),
    ];

    [Fact]
    public void GeneratedTypes_StayInContractsServicesAndClients() => Assert.Empty(Outside.Except(NotMovedYet));

    [Fact]
    public void Exceptions_AreTakenOutWhenTheyHaveMoved() => Assert.Empty(NotMovedYet.Except(Outside));

    [Fact]
    public void AllowedFolders_AreThere() =>
        Assert.All(Allowed, folder => Assert.NotEmpty(Repository.Files("*.cs", folder)));

    [GeneratedRegex(@"\bProtos\.V1\b")]
    private static partial Regex GeneratedNamespace();
}
