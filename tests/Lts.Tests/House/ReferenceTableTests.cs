using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>Which room may lean on which: the table of the house, enforced.</summary>
public sealed class ReferenceTableTests
{
    private static readonly string[] Programs = ["Lts.Cli", "Lts.Agent", "Lts.Trainer"];

    /// <summary>
    /// By project: the projects it may reference, and the packages. Packages of programs are free, for a program leans on nobody;
    /// those of a library travel into everything above it.
    /// </summary>
    private static readonly Dictionary<string, (string[] Projects, string[]? Packages)> Allowed = new(StringComparer.Ordinal)
    {
        ["Lts.Domain"] = ([], []),
        ["Lts.Onnx"] = (["Lts.Domain"], ["Google.Protobuf", "Grpc.Tools"]),
        ["Lts.Search"] = (["Lts.Domain"], []),
        ["Lts.Protos"] = ([], ["Google.Protobuf", "Grpc.Core.Api", "Grpc.Tools"]),
        ["Lts.Hosting"] = (
            ["Lts.Domain"],
            [
                "Serilog", "Serilog.Extensions.Logging", "Serilog.Sinks.Console", "Serilog.Sinks.File", "Spectre.Console",
                "System.CommandLine",
            ]),
        ["Lts.Serving"] = (["Lts.Hosting"], ["Grpc.AspNetCore.Server", "Grpc.Net.Client", "Grpc.Net.Common"]),
        ["Lts.Contracts"] = (["Lts.Domain", "Lts.Protos"], []),
        ["Lts.Reports"] = (["Lts.Domain", "Lts.Search", "Lts.Contracts"], ["Spectre.Console"]),
        ["Lts.Coordinator"] = (
            ["Lts.Search", "Lts.Onnx", "Lts.Contracts", "Lts.Protos", "Lts.Reports", "Lts.Serving", "Lts.Hosting"],
            [
                "Grpc.AspNetCore.Server", "Grpc.Net.Client", "Grpc.Net.Common", "Microsoft.Data.Sqlite.Core",
                "SQLitePCLRaw.bundle_e_sqlite3",
            ]),
        ["Lts.Cli"] = (
            ["Lts.Coordinator", "Lts.Reports", "Lts.Search", "Lts.Onnx", "Lts.Contracts", "Lts.Protos", "Lts.Serving", "Lts.Hosting"],
            null),
        ["Lts.Agent"] = (["Lts.Onnx", "Lts.Contracts", "Lts.Protos", "Lts.Serving", "Lts.Hosting"], null),
        ["Lts.Trainer"] = (["Lts.Domain", "Lts.Onnx", "Lts.Contracts", "Lts.Protos", "Lts.Serving", "Lts.Hosting"], null),
    };

    public static TheoryData<string> Rooms => [.. ProjectFile.All.Where(project => project.IsRoom).Select(project => project.Name)];

    [Fact]
    public void Tree_HoldsTheRoomsOfTheTable()
    {
        var found = ProjectFile.All.Where(project => project.IsRoom).Select(project => project.Name).ToHashSet();

        // A room of the table that is not found means that these tests look in the wrong place.
        Assert.Empty(Allowed.Keys.Except(found));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Project_ReferencesOnlyWhatTheTableAllows(string name)
    {
        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is new: give it a row in this table.");
        var project = ProjectFile.All.Single(project => project.Name == name);

        Assert.Empty(project.Projects.Except(allowed.Projects));
        Assert.Empty(allowed.Packages is null ? [] : project.Packages.Except(allowed.Packages));
    }

    [Fact]
    public void Programs_AreReferencedByTestsOnly()
    {
        var leaning = ProjectFile.All.Where(project => project.Projects.Intersect(Programs).Any()).ToList();

        Assert.NotEmpty(leaning);
        Assert.All(leaning, project => Assert.True(project.IsTest, $"{project.Path} references a program."));
    }

    [Fact]
    public void StandIns_AreReachedByPackageIdOnly()
    {
        var standIns = ProjectFile.All.Where(project => project.IsStandIn).Select(project => project.Name).ToList();
        var direct = ProjectFile.All.Where(project => !project.IsStandIn && project.Projects.Intersect(standIns).Any());

        Assert.NotEmpty(standIns);
        Assert.Empty(direct);
    }

    /// <summary>An agent sees bytes and a measurement plan: it may run candidates of spaces that it has never heard of.</summary>
    [Fact]
    public void Agent_KnowsNoSearchSpace()
    {
        var sources = Repository.Files("*.cs", "agent");

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, source => File.ReadAllText(Repository.Absolute(source)).Contains("Domain.Spaces"));
    }
}
