using Grpc.Core;
using Lts.Protos.V1;

namespace Lts.Tests.Cli.Client;

internal sealed class PeerStudyService(PeerCoordinator peer) : StudyService.StudyServiceBase
{
    public override Task<Study> CreateStudy(CreateStudyRequest request, ServerCallContext context)
    {
        peer.Created = request;
        peer.RefuseIfAsked();
        if (!request.ValidateOnly)
        {
            return Answer();
        }

        var understood = new Study(peer.Study) { Id = "", Name = request.Spec.Name, Spec = request.Spec.Clone() };
        peer.Forget(understood.Spec);
        return Task.FromResult(understood);
    }

    public override Task<ListStudiesResponse> ListStudies(ListStudiesRequest request, ServerCallContext context)
    {
        peer.RefuseIfAsked();
        return Task.FromResult(new ListStudiesResponse { Studies = { peer.Study } });
    }

    public override Task<Study> GetStudy(GetStudyRequest request, ServerCallContext context) => Answer();

    public override Task<Study> CancelStudy(CancelStudyRequest request, ServerCallContext context) => Answer();

    public override Task<Study> ResumeStudy(ResumeStudyRequest request, ServerCallContext context) => Answer();

    public override async Task WatchStudy(
        WatchStudyRequest request, IServerStreamWriter<StudyUpdate> responseStream, ServerCallContext context)
    {
        peer.WatchCount++;
        peer.RefuseIfAsked();
        await foreach (var update in peer.Updates.Reader.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(update);
        }
    }

    public override async Task ListCandidates(
        ListCandidatesRequest request, IServerStreamWriter<Candidate> responseStream, ServerCallContext context)
    {
        peer.RefuseIfAsked();
        foreach (var candidate in peer.Candidates.Where(c => request.Devices.Count == 0 || request.Devices.Contains(c.DeviceName)))
        {
            await responseStream.WriteAsync(candidate);
        }
    }

    private Task<Study> Answer()
    {
        peer.RefuseIfAsked();
        return Task.FromResult(peer.Study);
    }
}
