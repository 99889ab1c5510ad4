using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using Lts.Tests.House.Assemblies;

namespace Lts.Tests.House;

/// <summary>
/// The genuine gRPC libraries run over stand-ins of the packages below them. A new version of theirs may need more than the stand-ins
/// have; that must be seen here, and not when the first call of that kind is made.
/// </summary>
public sealed class StandInTests
{
    private static readonly Assembly[] Below = [typeof(RpcException).Assembly, typeof(ICompressionProvider).Assembly];

    private static readonly Dictionary<string, Assembly> Above = new Assembly[]
    {
        typeof(GrpcChannel).Assembly,
        typeof(GrpcServiceOptions).Assembly,
        Assembly.Load("Lts.Protos"),
    }.ToDictionary(assembly => assembly.GetName().Name!);

    public static TheoryData<string> Users => [.. Above.Keys];

    [Theory]
    [MemberData(nameof(Users))]
    public void StandIns_DefineEveryTypeAndMemberNeeded(string user)
    {
        var names = Below.Select(assembly => assembly.GetName().Name!).ToHashSet();
        var needed = AssemblyNeeds.Read(Above[user].Location, names);
        var defined = Below.Select(assembly => AssemblySurface.Read(assembly.Location)).ToList();

        Assert.NotEmpty(needed.Types);
        Assert.NotEmpty(needed.Members);
        AssertNoneMissing(needed.Types.Except(defined.SelectMany(surface => surface.Types)));
        AssertNoneMissing(needed.Members.Except(defined.SelectMany(surface => surface.Members)));
    }

    /// <summary>The other way round: an abstract or interface member too many would leave a type of theirs unable to load.</summary>
    [Theory]
    [MemberData(nameof(Users))]
    public void Users_LoadEveryType(string user) => Assert.NotEmpty(Above[user].GetTypes());

    /// <summary>The runtime takes an assembly for the one referenced only if key and version agree.</summary>
    [Theory]
    [MemberData(nameof(Users))]
    public void StandIns_HaveTheIdentityAskedFor(string user)
    {
        foreach (var asked in Above[user].GetReferencedAssemblies())
        {
            if (Below.FirstOrDefault(assembly => assembly.GetName().Name == asked.Name)?.GetName() is { } found)
            {
                Assert.Equal(asked.GetPublicKeyToken(), found.GetPublicKeyToken());
                Assert.True(found.Version >= asked.Version, $"{user} asks for {asked}; {found} is there.");
            }
        }
    }

    private static void AssertNoneMissing(IEnumerable<string> missing)
    {
        var lines = missing.Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, "third_party lacks:\n" + string.Join('\n', lines));
    }
}
