using Grpc.Core;
using Lts.Domain;
using Lts.Hosting;
using Microsoft.Extensions.Logging;
using Proto = Lts.Protos.V1;

namespace Lts.Agent.Connection;

/// <summary>Downloads a graph in order, going on where a broken transfer ended.</summary>
/// <param name="client">Calls the coordinator.</param>
/// <param name="seed">Of the waits' jitter; every download has a generator of its own, as several run at a time.</param>
/// <param name="times">How long to wait before a broken transfer goes on.</param>
/// <param name="time">Measures those waits.</param>
/// <param name="log">Told of broken transfers.</param>
internal sealed class GraphDownload(
    Proto.AgentService.AgentServiceClient client, int seed, SessionTimes times, TimeProvider time, ILogger log)
{
    // A transfer that ends well and too early is the coordinator's mistake: tried again, but not for ever.
    private const int ShortTransfers = 3;

    /// <summary>
    /// Fetches all bytes. An unreachable coordinator is waited for as long as the lease is held; it may be restarting.
    /// </summary>
    /// <param name="sha256">SHA-256 of the graph, in lower-case hexadecimal.</param>
    /// <param name="attemptId">The attempt whose lease names it.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="cancellationToken">The lease was dropped.</param>
    /// <exception cref="GraphUnavailableException">The coordinator does not have it, or sends something else.</exception>
    public async Task<byte[]> RunAsync(string sha256, string attemptId, int size, CancellationToken cancellationToken)
    {
        // Grown as bytes arrive: the size is only the coordinator's claim.
        using var received = new MemoryStream(Math.Min(size, 1 << 20));
        var backoff = new Backoff(times.FirstReconnect, times.LongestReconnect, new Random(seed));
        var shortTransfers = 0;
        while (true)
        {
            var before = received.Length;
            var reason = "it ended early";
            try
            {
                await ReceiveAsync(sha256, attemptId, size, received, cancellationToken);
                if (received.Length == size)
                {
                    return received.ToArray();
                }

                if (++shortTransfers >= ShortTransfers)
                {
                    throw new GraphUnavailableException($"The coordinator sent {received.Length} of the {size} bytes of graph {sha256}.");
                }
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (RpcException e) when (IsTransient(e.StatusCode))
            {
                reason = e.Status.Detail;
            }
            catch (RpcException e)
            {
                throw new GraphUnavailableException($"The coordinator does not provide graph {sha256}: {e.StatusCode}: {Printable.Of(e.Status.Detail)}");
            }

            ConnectionLog.DownloadBroken(log, sha256, received.Length, reason);
            if (received.Length > before)
            {
                backoff.Reset();
            }

            await Task.Delay(backoff.Next(), time, cancellationToken);
        }
    }

    private async Task ReceiveAsync(string sha256, string attemptId, int size, MemoryStream received, CancellationToken cancellationToken)
    {
        var request = new Proto.DownloadGraphRequest { Sha256 = sha256, OffsetBytes = received.Length, AttemptId = attemptId };
        using var call = client.DownloadGraph(request, cancellationToken: cancellationToken);
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            var chunk = call.ResponseStream.Current;
            if (chunk.OffsetBytes != received.Length || chunk.Content.IsEmpty
                || chunk.Content.Length > size - received.Length)
            {
                throw new GraphUnavailableException(
                    $"Graph {sha256} of {size} bytes: at byte {received.Length} the coordinator sent a chunk of {chunk.Content.Length} bytes for byte {chunk.OffsetBytes}.");
            }

            chunk.Content.WriteTo(received);
        }
    }

    private static bool IsTransient(StatusCode code) => code
        is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled or StatusCode.Aborted
        or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted;
}
