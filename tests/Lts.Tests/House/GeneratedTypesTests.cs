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

    private static IReadOnlyList<string> Outside { get; } =
    [
        .. new[] { "agent", "coordinator", "shared", "trainer" }.SelectMany(folder => Repository.Files("*.cs", folder))
            .Where(source => !Allowed.Any(folder => source.StartsWith(folder, StringComparison.Ordinal)))
            .Where(source => GeneratedNamespace().IsMatch(File.ReadAllText(Repository.Absolute(source)))),
    ];

    [Fact]
    public void GeneratedTypes_StayInContractsServicesAndClients() => Assert.Empty(Outside);

    /// <summary>By the alias a reader sees on every line which of two types of one name is the message.</summary>
    [Fact]
    public void GeneratedTypes_GoByTheAliasProto() => Assert.DoesNotContain(
        Allowed.SelectMany(folder => Repository.Files("*.cs", folder)),
        source => PlainUsing().IsMatch(File.ReadAllText(Repository.Absolute(source))));

    [Fact]
    public void AllowedFolders_AreThere() =>
        Assert.All(Allowed, folder => Assert.NotEmpty(Repository.Files("*.cs", folder)));

    [GeneratedRegex(@"^using (?:[A-OQ-Z]\w* = )?Lts\.Protos\.V1;", RegexOptions.Multiline)]
    private static partial Regex PlainUsing();

    [GeneratedRegex(@"\bProtos\.V1\b")]
    private static partial Regex GeneratedNamespace();
}
