using Lts.Agent.Commands;
using Lts.Serving.Client;

namespace Lts.Tests.Agent.Commands;

public sealed class RunOptionsValidatorTests
{
    private static readonly RunOptions Good = new() { Coordinator = "http://127.0.0.1:5210", Name = "pi-4", DataDirectory = "data" };

    [Fact]
    public void GoodOptions_HaveNoError() => Assert.Empty(RunOptionsValidator.Errors(Good));

    [Fact]
    public void EveryError_IsReportedAtOnce()
    {
        var bad = Good with
        {
            Coordinator = "example",
            Name = "a:b",
            Tags = ["x y"],
            DeviceClass = "",
            Threads = 0,
            Capacity = 17,
            Provider = "tpu",
        };

        var errors = RunOptionsValidator.Errors(bad);

        Assert.Equal(
            ["--coordinator", "--name", "--tag", "--class", "--threads", "--capacity", "--provider"],
            errors.Select(e => e.Split(':')[0]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ftp://host")]
    [InlineData("host:5210")]
    public void Address_MustBeHttp(string? address) =>
        Assert.StartsWith("--coordinator", Assert.Single(RunOptionsValidator.Errors(Good with { Coordinator = address })), StringComparison.Ordinal);

    [Theory]
    [InlineData("Raspberry Pi", "raspberry-pi")]
    [InlineData("_HOST.lan", "host.lan")]
    [InlineData("--", "device")]
    public void NameOfTheHost_IsMadeToPass(string host, string name)
    {
        Assert.Equal(name, RunOptionsValidator.NameFrom(host));
        Assert.Empty(RunOptionsValidator.Errors(Good with { Name = name }));
    }

    [Fact]
    public void Certificates_NeedHttps()
    {
        Assert.StartsWith("--ca", Assert.Single(RunOptionsValidator.Errors(Good with { Tls = ClientTls.None with { Authority = "ca.pem" } })), StringComparison.Ordinal);
        Assert.Empty(RunOptionsValidator.Errors(Good with { Tls = ClientTls.None with { Authority = "ca.pem" }, Coordinator = "https://host" }));
    }
}
