using Grpc.Core;
using Lts.Domain.Devices;
using Lts.Hosting;
using Lts.Serving.Client;
using Microsoft.Extensions.Logging;
using Proto = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>
/// An agent at work: the worker measures, the connection comes and goes, and neither waits for the other. What one has for the other is
/// in the <see cref="Inbox"/> and the <see cref="Spool"/>.
/// </summary>
internal sealed class AgentSession
{
    private readonly Proto.AgentService.AgentServiceClient _client;
    private readonly Uri _coordinator;
    private readonly DeviceRegistration _registration;
    private readonly SessionTimes _times;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Inbox _inbox;
    private readonly Outbox _outbox = new();
    private readonly Spool _spool;
    private readonly RunMarker _marker;
    private readonly CoordinatorMessages _messages;
    private readonly LeaseWorker _worker;
    private readonly Backoff _backoff;

    /// <summary>Prepares a session; nothing is sent before <see cref="RunAsync"/>.</summary>
    /// <param name="channel">To the coordinator.</param>
    /// <param name="coordinator">Its address, for messages.</param>
    /// <param name="registration">Who this agent is; the attempts that it holds are filled in on every connection.</param>
    /// <param name="measure">Measures one graph.</param>
    /// <param name="dataDirectory">Locked by this process; the spool and the graph cache are here.</param>
    /// <param name="times">How long to wait for an answer, before another try, and at the end.</param>
    /// <param name="time">Measures those waits.</param>
    /// <param name="seed">Of the waits' jitter.</param>
    /// <param name="log">Told of connections, leases and results.</param>
    /// <exception cref="UserErrorException">The spool cannot be read.</exception>
    public AgentSession(
        ChannelBase channel, Uri coordinator, DeviceRegistration registration, MeasureCandidate measure, string dataDirectory, SessionTimes times,
        TimeProvider time, int seed, ILogger log)
    {
        const long GraphCacheBytes = 256L << 20;
        (_coordinator, _registration, _times, _time, _log) = (coordinator, registration, times, time, log);
        _client = new Proto.AgentService.AgentServiceClient(channel);
        _backoff = new Backoff(times.FirstReconnect, times.LongestReconnect, new Random(seed));
        _inbox = new Inbox(registration.LeaseCapacity);
        _spool = OpenSpool(Path.Combine(dataDirectory, "spool"), log);
        _marker = RunMarker.Open(dataDirectory, attempt => _spool.Find(attempt) is not null, log);
        var cache = new GraphCache(Path.Combine(dataDirectory, "graphs"), GraphCacheBytes, time, log);
        var download = new GraphDownload(_client, seed, times, time, log);
        _messages = new CoordinatorMessages(_inbox, _spool, _outbox, new GraphSource(cache, download), log);
        _worker = new LeaseWorker(_inbox, _spool, _marker, _outbox, measure, registration.Profile.AgentVersion, times, time, log);
    }

    /// <summary>Works until told to stop, then returns the leases and says good-bye.</summary>
    /// <param name="cancellationToken">Requests the end.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var abort = new CancellationTokenSource();
        var linking = LinkAsync(ending.Token, abort.Token);
        var working = _worker.RunAsync(ending.Token);
        var saving = SaveAsync(ending.Token);

        await Task.WhenAny(linking, working);
        await ending.CancelAsync();
        // A worker that has ended has handed its last messages over; the connection may now end when they are gone.
        await Task.WhenAny(working, Task.Delay(_times.Farewell, _time, CancellationToken.None));
        _outbox.Close();
        await Task.WhenAny(linking, Task.Delay(_times.Farewell, _time, CancellationToken.None));
        await abort.CancelAsync();
        await Task.WhenAll(linking, working, saving);
    }

    private async Task LinkAsync(CancellationToken stop, CancellationToken abort)
    {
        while (!stop.IsCancellationRequested)
        {
            var reason = "the coordinator closed the stream";
            ConnectionLog.Connecting(_log, _coordinator, _registration.Name);
            var link = new CoordinatorLink(_client, _registration, _inbox, _spool, _outbox, _messages, _marker, _times, _time, _log);
            try
            {
                await link.RunAsync(stop, abort);
            }
            catch (RpcException e)
            {
                if (!link.IsRegistered && Refusal.Describe(e.Status, _coordinator, _registration.Name) is { } refusal)
                {
                    await WaitAfterAsync(refusal, stop);
                    continue;
                }

                reason = Describe(e.Status);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is IOException or HttpRequestException or InvalidOperationException)
            {
                // gRPC writes on a call that has just ended can fail in these ways too.
                reason = e.Message;
            }

            if (stop.IsCancellationRequested)
            {
                return;
            }

            if (link.IsRegistered)
            {
                _backoff.Reset();
            }

            var wait = _backoff.Next();
            ConnectionLog.Disconnected(_log, _coordinator, reason, wait.TotalSeconds);
            await Task.Delay(wait, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Somebody has to change something before trying again helps: free the name, update one of the two. Nobody should have to go to the
    /// device for it afterwards, so the agent stays and asks now and then.
    /// </summary>
    private async Task WaitAfterAsync(string refusal, CancellationToken stop)
    {
        ConnectionLog.Refused(_log, refusal, _times.AfterRefusal.TotalSeconds);
        await Task.Delay(_times.AfterRefusal, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_times.SpoolRetry, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                _spool.RetryUnwritten();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _spool.RetryUnwritten();
        }
    }

    private static Spool OpenSpool(string directory, ILogger log)
    {
        try
        {
            return Spool.Open(directory, log);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw new UserErrorException($"The spool '{directory}' cannot be read: {e.Message}", ExitCode.Storage, e);
        }
    }

    // The detail of a failed connection is in the exception below the status.
    private static string Describe(Status status) =>
        status.DebugException is { } cause ? ConnectionFailure.Describe(cause) : $"{status.StatusCode}: {status.Detail}";
}
