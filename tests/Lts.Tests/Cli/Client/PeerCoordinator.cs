using System.Threading.Channels;
using Grpc.Core;
using Lts.Protos.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.Cli.Client;

/// <summary>The other side of the client: the contracts over real Kestrel on a loopback port, with answers that a test sets.</summary>
internal sealed class PeerCoordinator : IAsyncDisposable
{
    private WebApplication _application = null!;

    /// <summary>The last study that was asked for.</summary>
    public CreateStudyRequest? Created { get; set; }

    /// <summary>Takes out of a specification what a coordinator of an earlier version does not know; it knows everything by default.</summary>
    public Action<StudySpec> Forget { get; set; } = _ => { };

    /// <summary>Answers every call that names a study.</summary>
    public Study Study { get; set; } = Sample.Study(StudyState.Completed);

    public List<Candidate> Candidates { get; } = [];

    public List<Device> Devices { get; } = [];

    /// <summary>What every call fails with; <see langword="null"/> lets them succeed.</summary>
    public Status? Refusal { get; set; }

    /// <summary>What watchers get; a completed channel ends their streams.</summary>
    public Channel<StudyUpdate> Updates { get; set; } = Channel.CreateUnbounded<StudyUpdate>();

    public int WatchCount { get; set; }

    public string Address => _application.Urls.Single();

    public static async Task<PeerCoordinator> StartAsync()
    {
        var peer = new PeerCoordinator();
        await peer.ListenAsync("http://127.0.0.1:0");
        return peer;
    }

    /// <summary>Goes away and comes back on the same port, as a coordinator does that is started anew.</summary>
    public async Task RestartAsync(Func<Task> whileAway)
    {
        var address = Address;
        using (var now = new CancellationTokenSource())
        {
            await now.CancelAsync(); // breaks connections instead of waiting for streams to end
            await _application.StopAsync(now.Token);
        }

        await _application.DisposeAsync();
        await whileAway();
        await ListenAsync(address);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ListenAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address).ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _application = builder.Build();
        _application.MapGrpcService<PeerStudyService>();
        _application.MapGrpcService<PeerDeviceService>();
        await _application.StartAsync();
    }

    /// <summary>Ends the call that is being served, if the test wants that.</summary>
    public void RefuseIfAsked()
    {
        if (Refusal is { } status)
        {
            throw new RpcException(status);
        }
    }
}
