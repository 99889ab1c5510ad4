using System.Runtime.CompilerServices;
using Grpc.Core;
using Lts.Protos.V1;

namespace Lts.Coordinator.Client;

/// <summary>Follows a study to its end, across restarts of the coordinator.</summary>
/// <param name="connection">The coordinator.</param>
/// <param name="time">For the pauses between tries.</param>
/// <param name="note">Told, in words, when the connection is lost and when it is back.</param>
internal sealed class StudyWatcher(CoordinatorConnection connection, TimeProvider time, Action<string> note)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    /// <summary>
    /// A snapshot at once, then an update for every change, until the study has ended. A connection that is lost after the first snapshot
    /// is made again for as long as it takes; one that cannot be made at all is an error.
    /// </summary>
    /// <param name="studyId">Id or name.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    /// <exception cref="RpcException">The coordinator cannot be reached at first, or refuses.</exception>
    public async IAsyncEnumerable<StudyUpdate> WatchAsync(string studyId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var everConnected = false;
        for (var failures = 0; ; failures++)
        {
            if (failures > 0)
            {
                await Task.Delay(Pause(failures), time, cancellationToken);
            }

            var request = new WatchStudyRequest { StudyId = studyId };
            using var call = connection.Studies.WatchStudy(request, cancellationToken: cancellationToken);
            while (await NextAsync(call, everConnected, cancellationToken) is { } update)
            {
                if (failures > 0)
                {
                    note("Connected again.");
                }

                everConnected = true;
                failures = 0;
                studyId = update.Study.Id; // names can be given anew after a study is gone; ids cannot
                yield return update;
                if (update.Study.State != StudyState.Running)
                {
                    yield break;
                }
            }

            if (failures == 0)
            {
                note("The connection to the coordinator is lost; trying again until it is back (Ctrl-C stops watching, not the study).");
            }
        }
    }

    /// <summary>The next update; <see langword="null"/> when the stream broke or ended.</summary>
    private static async Task<StudyUpdate?> NextAsync(
        AsyncServerStreamingCall<StudyUpdate> call, bool everConnected, CancellationToken cancellationToken)
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

    private static TimeSpan Pause(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 0.25 * Math.Pow(2, Math.Min(failures, 10))));
}
