using Lts.Hosting;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd;

/// <summary>A coordinator that asks for certificates, with a private authority on both sides: real programs, real handshakes.</summary>
public sealed class TlsTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _folder = new();
    private readonly PrivateAuthority _authority = new();
    private RunningProgram _coordinator = null!;
    private string _address = null!;

    public async Task InitializeAsync()
    {
        var (certificate, key) = _authority.Issue("server");
        _coordinator = RunningProgram.Start(
            "Lts.Cli", "serve", "--listen", "127.0.0.1:0", "--data", _folder["data"], "--ready-file", _folder["ready"],
            "--certificate", certificate, "--key", key, "--client-ca", _authority.AuthorityFile);
        _address = await Eventually.GetAsync(
            "the coordinator says where it listens",
            () => Task.FromResult(File.Exists(_folder["ready"]) ? File.ReadAllText(_folder["ready"]).Trim() : null), Limit);
    }

    [Fact]
    public async Task Programs_WithCertificatesOfTheAuthority_ReachTheCoordinator()
    {
        var (certificate, key) = _authority.Issue("client");
        string[] tls = ["--ca", _authority.AuthorityFile, "--client-certificate", certificate, "--client-key", key];
        await using var agent = RunningProgram.Start(
            "Lts.Agent", ["run", "--coordinator", _address, "--name", "secret-device", "--data", _folder["agent"], .. tls]);

        await Eventually.GetAsync(
            "the device is listed",
            async () =>
            {
                await using var list = RunningProgram.Start("Lts.Cli", ["devices", "list", "--coordinator", _address, "--json", .. tls]);
                Assert.True(await list.WaitAsync(Limit) == ExitCode.Success, list.Output);
                return list.StandardOutput.Contains("secret-device", StringComparison.Ordinal) ? list : null;
            },
            Limit);
    }

    [Theory]
    [InlineData(false, "--ca")]
    [InlineData(true, "--client-certificate")]
    public async Task Cli_WithoutWhatItNeeds_SaysWhichOptionHelps(bool trusting, string option)
    {
        string[] tls = trusting ? ["--ca", _authority.AuthorityFile] : [];

        await using var list = RunningProgram.Start("Lts.Cli", ["devices", "list", "--coordinator", _address, .. tls]);

        Assert.Equal(ExitCode.Unavailable, await list.WaitAsync(Limit));
        Assert.Contains(option, list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cli_KeyThatIsMissing_IsNamed()
    {
        var (certificate, _) = _authority.Issue("client");

        await using var list = RunningProgram.Start(
            "Lts.Cli", "devices", "list", "--coordinator", _address, "--client-certificate", certificate, "--client-key", _folder["none.key"]);

        Assert.Equal(ExitCode.Usage, await list.WaitAsync(Limit));
        Assert.Contains("none.key", list.Output, StringComparison.Ordinal);
    }

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }
}
