using System.Net;
using System.Net.Sockets;
using Lts.Hosting;
using Lts.Serving.Server;
using Lts.Tests.Support;

namespace Lts.Tests.Coordinator.Serving;

/// <summary>The real program.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Serve_SaysWhereItListens_AndTellsScripts()
    {
        await using var program = RunningProgram.Start(
            "Lts.Cli", "serve", "--listen", "127.0.0.1:0", "--data", _directory["data"], "--ready-file", _directory["ready"]);
        await Eventually.TrueAsync("a line", () => program.StandardOutput.Contains('\n', StringComparison.Ordinal), Patience);

        string address = (await File.ReadAllTextAsync(_directory["ready"])).Trim();
        Assert.Equal($"listening on {address}", program.StandardOutput.Trim());
        Assert.NotEqual(0, new Uri(address).Port);
    }

    [Fact]
    public async Task PortInUse_IsSaid_WithItsExitCode()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        await using var program = RunningProgram.Start(
            "Lts.Cli", "serve", "--listen", $"127.0.0.1:{port}", "--data", _directory["data"]);

        Assert.Equal(ExitCode.Conflict, await program.WaitAsync(Patience));
        Assert.Contains($"Port {port} is in use", program.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:0", "127.0.0.1:0")]
    [InlineData("localhost:5210", "127.0.0.1:5210")]
    [InlineData("*:80", "0.0.0.0:80")]
    [InlineData("[::1]:5210", "[::1]:5210")]
    public void ListenAddress_IsRead(string text, string expected) => Assert.Equal(expected, ListenAddress.Parse(text).EndPoint.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("5210")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("example.org:80")]
    public void BadListenAddress_IsAUsageError(string text) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<UserErrorException>(() => ListenAddress.Parse(text)).ExitCode);
}
