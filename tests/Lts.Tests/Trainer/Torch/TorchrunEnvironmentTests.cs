using Lts.Hosting;
using Lts.Trainer.Libtorch.Distributed;

namespace Lts.Tests.Trainer.Torch;

public sealed class TorchrunEnvironmentTests
{
    [Fact]
    public void WithoutWorldSize_IsAProcessOnItsOwn() => Assert.Null(Read());

    [Fact]
    public void Variables_OfTorchrun_AreRead()
    {
        var read = Read(
            ("WORLD_SIZE", "4"), ("RANK", "3"), ("LOCAL_RANK", "1"), ("LOCAL_WORLD_SIZE", "2"), ("MASTER_ADDR", "node0"), ("MASTER_PORT", "29500"),
            ("TORCHELASTIC_USE_AGENT_STORE", "True"), ("TORCHELASTIC_RESTART_COUNT", "2"), ("GLOO_SOCKET_IFNAME", "eth1"));
        Assert.Equal(
            new TorchrunEnvironment(3, 4, 1, "node0", 29500) { LauncherServes = true, Attempt = 2, Interface = "eth1" }, read);
    }

    [Theory]
    [InlineData("node0", "1", false)]
    [InlineData("node0", "2", true)]
    [InlineData("127.0.0.1", null, true)]
    public void ProcessesOfOneMachine_AreKnown(string address, string? localWorldSize, bool expected)
    {
        var read = Read(("WORLD_SIZE", "2"), ("RANK", "0"), ("MASTER_ADDR", address), ("MASTER_PORT", "1"), ("LOCAL_WORLD_SIZE", localWorldSize));
        Assert.Equal(expected, read!.IsLocal);
    }

    [Fact]
    public void Errors_AreAllNamedAtOnce()
    {
        var e = Assert.Throws<UserErrorException>(() => Read(("WORLD_SIZE", "2"), ("RANK", "2"), ("MASTER_PORT", "x")));
        Assert.Equal(ExitCode.Usage, e.ExitCode);
        foreach (var part in new[] { "RANK is '2', not a number from 0 to 1", "MASTER_PORT is 'x'", "MASTER_ADDR is not set" })
        {
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        }
    }

    private static TorchrunEnvironment? Read(params (string Name, string? Value)[] variables) =>
        TorchrunEnvironment.Read(name => variables.FirstOrDefault(v => v.Name == name).Value);
}
