using Grpc.Core;
using Grpc.Net.Client;
using Lts.Protos.V1;
using Lts.Serving.Client;
using Lts.Tests.Support;

namespace Lts.Tests.Trainer.Service;

/// <summary>A trainer that asks for certificates lets in who has one.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly PrivateAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Trainer_WithAnAuthority_ServesItsClientsAlone()
    {
        var (certificate, key) = _authority.Issue("server");
        await using var trainer = await ServedTrainer.StartAsync("--certificate", certificate, "--key", key, "--client-ca", _authority.AuthorityFile);
        var (own, ownKey) = _authority.Issue("client");

        Assert.StartsWith("https://", trainer.Address, StringComparison.Ordinal);
        Assert.Equal(StatusCode.OK, await ListAsync(trainer, new ClientTls(_authority.AuthorityFile, own, ownKey)));
        Assert.Equal(StatusCode.Unavailable, await ListAsync(trainer, new ClientTls(_authority.AuthorityFile, null, null)));
    }

    private static async Task<StatusCode> ListAsync(ServedTrainer trainer, ClientTls tls)
    {
        using var handler = new SocketsHttpHandler { SslOptions = tls.Load() };
        using var channel = GrpcChannel.ForAddress(trainer.Address, new GrpcChannelOptions { HttpHandler = handler });
        try
        {
            await new TrainerService.TrainerServiceClient(channel).ListJobsAsync(new ListJobsRequest());
            return StatusCode.OK;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }
}
