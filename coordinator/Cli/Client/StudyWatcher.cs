using Lts.Protos.V1;

namespace Lts.Cli.Client;

/// <summary>Follows a study to its end, across restarts of the coordinator.</summary>
/// <param name="connection">The coordinator.</param>
/// <param name="time">For the pauses between tries.</param>
/// <param name="note">Told, in words, when the connection is lost and when it is back.</param>
internal sealed class StudyWatcher(CoordinatorConnection connection, TimeProvider time, Action<string> note)
{
    /// <summary>A snapshot at once, then an update for every change, until the study has ended; see <see cref="ReconnectingStream{T}"/>.</summary>
    /// <param name="studyId">Id or name.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    public IAsyncEnumerable<StudyUpdate> WatchAsync(string studyId, CancellationToken cancellationToken)
    {
        var updates = new ReconnectingStream<StudyUpdate>(
            token => connection.Studies.WatchStudy(new WatchStudyRequest { StudyId = studyId }, cancellationToken: token), IsLast, time, note);
        return updates.ReadAsync(cancellationToken);

        bool IsLast(StudyUpdate update)
        {
            studyId = update.Study.Id; // names can be given anew after a study is gone; ids cannot
            return update.Study.State != StudyState.Running;
        }
    }
}
