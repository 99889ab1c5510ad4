using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Lts.Contracts;
using Lts.Domain.Candidates;
using Lts.Domain.Studies;
using Lts.Hosting;
using Proto = Lts.Protos.V1;

namespace Lts.Cli.Client;

/// <summary>Studies and their candidates, as records of the domain. Every call may fail with <see cref="RpcException"/>.</summary>
/// <param name="client">Sends the calls; the caller disposes of its channel.</param>
/// <param name="soon">Options of a call that must answer soon.</param>
internal sealed class StudyClient(Proto.StudyService.StudyServiceClient client, Func<CancellationToken, CallOptions> soon)
{
    /// <summary>
    /// Creates a study and starts it. A coordinator of an earlier version drops the fields that it does not know without a word, so it is asked
    /// first what it would create, and nothing is created unless that is what was meant.
    /// </summary>
    /// <param name="spec">What is wanted; the coordinator checks it.</param>
    /// <param name="validateOnly">Whether to stop after the check.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="UserErrorException">The coordinator does not understand all of it.</exception>
    public async Task<StudySnapshot> CreateAsync(StudySpec spec, bool validateOnly, CancellationToken cancellationToken)
    {
        var request = new Proto.CreateStudyRequest { Spec = StudySpecMapping.ToProto(spec), ValidateOnly = true };
        var understood = await client.CreateStudyAsync(request, soon(cancellationToken));
        RequireUnderstood(request.Spec, understood.Spec);
        request.ValidateOnly = validateOnly;
        return StudyMapping.Read(validateOnly ? understood : await client.CreateStudyAsync(request, soon(cancellationToken)));
    }

    /// <summary>Both are read from the wire, so that what it rounds, a time limit for example, is no difference.</summary>
    private static void RequireUnderstood(Proto.StudySpec sent, Proto.StudySpec understood)
    {
        var fields = StudySpecDifference.Between(StudySpecMapping.ReadAsSent(sent), StudySpecMapping.ReadAsSent(understood));
        if (fields.Count > 0)
        {
            throw new UserErrorException(
                $"The coordinator would create a different study from this one: it does not understand {string.Join(", ", fields)}. "
                + "It is probably of an earlier version than this program: upgrade the coordinator, or leave these fields out. "
                + "Nothing was created.",
                ExitCode.Unavailable);
        }
    }

    /// <summary>All studies, oldest first.</summary>
    public Task<ImmutableArray<StudySnapshot>> ListAsync(CancellationToken cancellationToken) => ListPages.AllAsync(
        async (size, token) => await client.ListStudiesAsync(
            new Proto.ListStudiesRequest { PageSize = size, PageToken = token }, soon(cancellationToken)),
        response => (response.Studies.Select(StudyMapping.Read), response.NextPageToken));

    /// <summary>One study, by id or name.</summary>
    public async Task<StudySnapshot> GetAsync(string study, CancellationToken cancellationToken) =>
        StudyMapping.Read(await client.GetStudyAsync(new Proto.GetStudyRequest { StudyId = study }, soon(cancellationToken)));

    /// <summary>Stops a study.</summary>
    public async Task<StudySnapshot> CancelAsync(string study, CancellationToken cancellationToken) =>
        StudyMapping.Read(await client.CancelStudyAsync(new Proto.CancelStudyRequest { StudyId = study }, soon(cancellationToken)));

    /// <summary>Takes up a study that has stopped.</summary>
    public async Task<StudySnapshot> ResumeAsync(string study, CancellationToken cancellationToken) =>
        StudyMapping.Read(await client.ResumeStudyAsync(new Proto.ResumeStudyRequest { StudyId = study }, soon(cancellationToken)));

    /// <summary>Deletes a study that has ended.</summary>
    public async Task DeleteAsync(string study, CancellationToken cancellationToken) =>
        await client.DeleteStudyAsync(new Proto.DeleteStudyRequest { StudyId = study }, soon(cancellationToken));

    /// <summary>
    /// A study at once, then an update for every change, until it has ended, across restarts of the coordinator; see
    /// <see cref="ReconnectingStream{T}"/>.
    /// </summary>
    /// <param name="study">Id or name.</param>
    /// <param name="time">For the pauses between tries.</param>
    /// <param name="note">Told, in words, when the connection is lost and when it is back.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    public IAsyncEnumerable<StudyUpdate> WatchAsync(string study, TimeProvider time, Action<string> note, CancellationToken cancellationToken)
    {
        var updates = new ReconnectingStream<Proto.StudyUpdate>(
            token => client.WatchStudy(new Proto.WatchStudyRequest { StudyId = study }, cancellationToken: token), IsLast, time, note);
        return updates.ReadAsync(cancellationToken).Select(StudyMapping.Read);

        bool IsLast(Proto.StudyUpdate update)
        {
            study = update.Study.Id; // names can be given anew after a study is gone; ids cannot
            return update.Study.State != Proto.StudyState.Running;
        }
    }

    /// <summary>Candidates of a study, by target and index, without raw samples.</summary>
    /// <param name="study">Id or name.</param>
    /// <param name="devices">Selectors; empty for every target.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="others">How many that are on no frontier; <see langword="null"/>, and at an older coordinator, all.</param>
    public async Task<ImmutableArray<Candidate>> ListCandidatesAsync(
        string study, IEnumerable<string> devices, CancellationToken cancellationToken, int? others = null) =>
        [.. await StreamCandidatesAsync(study, devices, others, cancellationToken).ToListAsync(cancellationToken)];

    /// <summary>The same as they come, for studies that are too large to be held.</summary>
    /// <param name="study">Id or name.</param>
    /// <param name="devices">Selectors; empty for every target.</param>
    /// <param name="others">How many that are on no frontier; <see langword="null"/>, and at an older coordinator, all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async IAsyncEnumerable<Candidate> StreamCandidatesAsync(
        string study, IEnumerable<string> devices, int? others, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new Proto.ListCandidatesRequest { StudyId = study, Devices = { devices } };
        if (others is { } size)
        {
            request.SampleSize = size;
        }

        using var call = client.ListCandidates(request, cancellationToken: cancellationToken);
        await foreach (var candidate in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            yield return CandidateMapping.Read(candidate);
        }
    }
}
