using System.Text.Json;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd;

/// <summary>The contracts as somebody else's gRPC library reads them.</summary>
public sealed class ForeignClientTests
{
    [NodePackageFact("@grpc/grpc-js")]
    public async Task GrpcJs_CreatesAStudy_AndWatchesItToItsFrontier()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.StartAgentAsync("here");
        await using var client = RunningProgram.StartCommand("node", [
            Path.Combine(Repository.Root, "tests", "Lts.Tests", "EndToEnd", "js", "client.cjs"),
            laboratory.Address["http://".Length..], Path.Combine(Repository.Root, "protos"), NodePackageFactAttribute.NodeModules]);

        Assert.True(await client.WaitAsync(TimeSpan.FromMinutes(3)) == 0, client.Output);

        using var answer = JsonDocument.Parse(client.StandardOutput);
        Assert.Equal("here", answer.RootElement.GetProperty("devices")[0].GetString());
        Assert.Equal("STUDY_STATE_COMPLETED", answer.RootElement.GetProperty("state").GetString());
        Assert.True(answer.RootElement.GetProperty("frontier").GetArrayLength() > 0);
        Assert.All(answer.RootElement.GetProperty("latencies").EnumerateArray(), l => Assert.True(l.GetDouble() > 0));
        Assert.Equal(5, answer.RootElement.GetProperty("unknownStudy").GetInt32()); // NOT_FOUND
    }
}
