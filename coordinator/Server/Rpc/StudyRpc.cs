using Grpc.Core;
using Lts.Contracts;
using Lts.Coordinator.Studies;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Domain.Candidates;
using Lts.Domain.Studies;
using Lts.Search;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc;

/// <summary>Serves those who run studies.</summary>
internal sealed class StudyRpc(StudyManager studies, TrainingManager trainings) : Proto.StudyService.StudyServiceBase
{
    private const int CandidatesPerPacket = 32;
    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);

    /// <inheritdoc/>
    public override async Task<Proto.Study> CreateStudy(Proto.CreateStudyRequest request, ServerCallContext context) =>
        StudyMapping.ToProto(await studies.CreateAsync(ReadSpec(request.Spec), request.ValidateOnly));

    /// <inheritdoc/>
    public override Task<Proto.ListStudiesResponse> ListStudies(Proto.ListStudiesRequest request, ServerCallContext context)
    {
        var (page, next) = ListPage.Take(studies.List, StudyMapping.ToProto, request.PageSize, request.PageToken);
        return Task.FromResult(new Proto.ListStudiesResponse { Studies = { page }, NextPageToken = next });
    }

    /// <inheritdoc/>
    public override Task<Proto.Study> GetStudy(Proto.GetStudyRequest request, ServerCallContext context) =>
        Task.FromResult(StudyMapping.ToProto(studies.Get(request.StudyId)));

    /// <inheritdoc/>
    public override async Task WatchStudy(
        Proto.WatchStudyRequest request, IServerStreamWriter<Proto.StudyUpdate> responseStream, ServerCallContext context)
    {
        await foreach (var update in studies.WatchAsync(request.StudyId, context.CancellationToken))
        {
            await responseStream.WriteAsync(StudyMapping.ToProto(update), context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<Proto.Study> CancelStudy(Proto.CancelStudyRequest request, ServerCallContext context) =>
        StudyMapping.ToProto(await studies.CancelAsync(request.StudyId, context.CancellationToken));

    /// <inheritdoc/>
    public override async Task<Proto.Study> ResumeStudy(Proto.ResumeStudyRequest request, ServerCallContext context) =>
        StudyMapping.ToProto(await studies.ResumeAsync(request.StudyId, context.CancellationToken));

    /// <inheritdoc/>
    public override async Task<Proto.DeleteStudyResponse> DeleteStudy(Proto.DeleteStudyRequest request, ServerCallContext context)
    {
        await studies.DeleteAsync(request.StudyId, "a client asked for it", context.CancellationToken);
        return new Proto.DeleteStudyResponse();
    }

    /// <inheritdoc/>
    public override async Task<Proto.Frontier> GetFrontier(Proto.GetFrontierRequest request, ServerCallContext context)
    {
        var (study, candidates) = await studies.ReadFrontierAsync(request.StudyId, request.Devices, context.CancellationToken);
        var trained = trainings.ResultsOf(study.Id);
        return new Proto.Frontier
        {
            Study = StudyMapping.ToProto(study),
            Candidates = { candidates.Select(c => CandidateMapping.ToProto(c with { Trainings = [.. trained[c.Architecture.Id]] })) },
        };
    }

    /// <inheritdoc/>
    public override async Task ListCandidates(
        Proto.ListCandidatesRequest request, IServerStreamWriter<Proto.Candidate> responseStream, ServerCallContext context)
    {
        var trained = trainings.ResultsOf(studies.NamesOf(request.StudyId).Id);
        int count = 0;
        await foreach (var candidate in ReadCandidates(request, context.CancellationToken))
        {
            // Not every candidate is worth a packet of its own; those of a slow reader wait all the same.
            responseStream.WriteOptions = count++ % CandidatesPerPacket == 0 ? null : Buffered;
            var withTrainings = candidate with { Trainings = [.. trained[candidate.Architecture.Id]] };
            await responseStream.WriteAsync(CandidateMapping.ToProto(withTrainings), context.CancellationToken);
        }
    }

    private IAsyncEnumerable<Candidate> ReadCandidates(Proto.ListCandidatesRequest request, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        if (request.PageSize < 0)
        {
            errors.Add($"page_size must be at least 0, not {request.PageSize}.");
        }

        if (request.HasSampleSize && request.SampleSize < 0)
        {
            errors.Add($"sample_size must be at least 0, not {request.SampleSize}.");
        }

        if (request.HasSampleSize && (request.PageSize != 0 || request.AfterCandidateId.Length > 0 || request.IncludeSamples))
        {
            errors.Add("sample_size: goes with none of page_size, after_candidate_id and include_samples.");
        }

        if (errors.Count > 0)
        {
            throw new ValidationException("the request", errors);
        }

        if (request.HasSampleSize)
        {
            return studies.SampleCandidatesAsync(request.StudyId, request.Devices, request.SampleSize, cancellationToken);
        }

        var candidates = studies.StreamCandidatesAsync(
            request.StudyId, request.Devices, request.AfterCandidateId, request.IncludeSamples, cancellationToken);
        return request.PageSize > 0 ? candidates.Take(request.PageSize) : candidates;
    }

    /// <summary>What cannot be expressed here and what makes no sense are told together.</summary>
    private static StudySpec ReadSpec(Proto.StudySpec? message)
    {
        if (message?.CalculateSize() is > Limits.StudySpecBytes and var size)
        {
            throw new ValidationException("the study", [$"spec may have at most {Limits.StudySpecBytes} bytes, not {size}. Name fewer architectures."]);
        }

        var errors = new List<string>();
        var spec = StudySpecMapping.Read(message, errors);
        errors.AddRange(StudySpecValidator.Validate(spec));
        return errors.Count == 0 ? spec : throw new ValidationException("the study", errors);
    }
}
