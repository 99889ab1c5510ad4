using System.Runtime.CompilerServices;
using Grpc.Core;
using Lts.Hosting;

namespace Lts.Cli.Client;

/// <summary>Follows something to its end, across restarts of the coordinator.</summary>
/// <typeparam name="T">A message that stands for all that went before it.</typeparam>
/// <param name="open">Begins to watch; called again for every new connection.</param>
/// <param name="isLast">Whether nothing comes after a message.</param>
/// <param name="time">For the pauses between tries.</param>
/// <param name="note">Told, in words, when the connection is lost and when it is back.</param>
internal sealed class ReconnectingStream<T>(
    Func<CancellationToken, AsyncServerStreamingCall<T>> open, Func<T, bool> isLast, TimeProvider time, Action<string> note)
    where T : class
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Every message up to the last. A connection that is lost after the first message is made again for as long as it takes; one that cannot
    /// be made at all is an error.
    /// </summary>
    /// <exception cref="RpcException">The coordinator cannot be reached at first, or refuses.</exception>
    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var everConnected = false;
        for (var failures = 0; ; failures++)
        {
            if (failures > 0)
            {
                await Task.Delay(Backoff.Limit(FirstPause, LongestPause, failures), time, cancellationToken);
            }

            using var call = open(cancellationToken);
            while (await NextAsync(call, everConnected, cancellationToken) is { } message)
            {
                if (failures > 0)
                {
                    note("Connected again.");
                }

                everConnected = true;
                failures = 0;
                yield return message;
                if (isLast(message))
                {
                    yield break;
                }
            }

            if (failures == 0)
            {
                note("The connection to the coordinator is lost; trying again until it is back (Ctrl-C stops watching, nothing else).");
            }
        }
    }

    /// <summary>The next message; <see langword="null"/> when the stream broke or ended.</summary>
    private static async Task<T?> NextAsync(AsyncServerStreamingCall<T> call, bool everConnected, CancellationToken cancellationToken)
    {
        try
        {
            return await call.ResponseStream.MoveNext(cancellationToken) ? call.ResponseStream.Current : null;
        }
        catch (RpcException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("Stopped watching.", e, cancellationToken);
        }
        catch (RpcException e) when (everConnected && IsLostConnection(e.StatusCode))
        {
            return null;
        }
    }

    private static bool IsLostConnection(StatusCode code) =>
        code is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Aborted or StatusCode.Cancelled or StatusCode.Unknown;
}
