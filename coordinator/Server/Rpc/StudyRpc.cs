using Grpc.Core;
using Lts.Contracts;
using Lts.Coordinator.Studies;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Protos.V1;
using Lts.Search;

namespace Lts.Coordinator.Rpc;

/// <summary>Serves those who run studies.</summary>
internal sealed class StudyRpc(StudyManager studies, TrainingManager trainings) : StudyService.StudyServiceBase
{
    /// <inheritdoc/>
    public override async Task<Study> CreateStudy(CreateStudyRequest request, ServerCallContext context) =>
        StudyMapping.ToProto(await studies.CreateAsync(ReadSpec(request.Spec), request.ValidateOnly));

    /// <inheritdoc/>
    public override Task<ListStudiesResponse> ListStudies(ListStudiesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListStudiesResponse { Studies = { studies.List().Select(StudyMapping.ToProto) } });

    /// <inheritdoc/>
    public override Task<Study> GetStudy(GetStudyRequest request, ServerCallContext context) =>
        Task.FromResult(StudyMapping.ToProto(studies.Get(request.StudyId)));

    /// <inheritdoc/>
    public override async Task WatchStudy(
        WatchStudyRequest request, IServerStreamWriter<Protos.V1.StudyUpdate> responseStream, ServerCallContext context)
    {
        await foreach (var update in studies.WatchAsync(request.StudyId, context.CancellationToken))
        {
            await responseStream.WriteAsync(StudyMapping.ToProto(update), context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<Study> CancelStudy(CancelStudyRequest request, ServerCallContext context) =>
        StudyMapping.ToProto(await studies.CancelAsync(request.StudyId, context.CancellationToken));

    /// <inheritdoc/>
    public override async Task<Study> ResumeStudy(ResumeStudyRequest request, ServerCallContext context) =>
        StudyMapping.ToProto(await studies.ResumeAsync(request.StudyId, context.CancellationToken));

    /// <inheritdoc/>
    public override async Task<Frontier> GetFrontier(GetFrontierRequest request, ServerCallContext context)
    {
        var (study, candidates) = await studies.ReadFrontierAsync(request.StudyId, request.Devices, context.CancellationToken);
        var trained = trainings.ResultsOf(study.Id);
        return new Frontier
        {
            Study = StudyMapping.ToProto(study),
            Candidates = { candidates.Select(c => CandidateMapping.ToProto(c with { Trainings = [.. trained[c.Architecture.Id]] })) },
        };
    }

    /// <inheritdoc/>
    public override async Task ListCandidates(
        ListCandidatesRequest request, IServerStreamWriter<Candidate> responseStream, ServerCallContext context)
    {
        var trained = trainings.ResultsOf(studies.NamesOf(request.StudyId).Id);
        var candidates = studies.StreamCandidatesAsync(request.StudyId, request.Devices, request.IncludeSamples, context.CancellationToken);
        await foreach (var candidate in candidates)
        {
            var withTrainings = candidate with { Trainings = [.. trained[candidate.Architecture.Id]] };
            await responseStream.WriteAsync(CandidateMapping.ToProto(withTrainings), context.CancellationToken);
        }
    }

    /// <summary>What cannot be expressed here and what makes no sense are told together.</summary>
    private static Domain.Studies.StudySpec ReadSpec(StudySpec? message)
    {
        var errors = new List<string>();
        var spec = StudySpecMapping.Read(message, errors);
        errors.AddRange(StudySpecValidator.Validate(spec));
        return errors.Count == 0 ? spec : throw new ValidationException("the study", errors);
    }
}
