using System.Collections.Immutable;
using Lts.Coordinator.Studies;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Families;
using Lts.Domain.Metrics;
using Lts.Domain.Studies;
using Lts.Domain.Trainings;
using Lts.Search;

namespace Lts.Coordinator.Trainings;

/// <summary>Turns a request into trainings. Asks no trainer, keeps nothing.</summary>
internal sealed class TrainingPlanner(StudyManager studies, ITrainers trainers, TimeProvider time)
{
    /// <summary>Errors of a configuration do not depend on what is trained.</summary>
    private static readonly Architecture AnyArchitecture = Architecture.Of(ModelFamilies.All[0], layerCount: 0, []);

    /// <summary>The trainings that a request means, each once; their ids are of the configuration as it was written.</summary>
    /// <exception cref="ValidationException">The request has errors; all are named.</exception>
    /// <exception cref="StudyNotFoundException">There is no such study.</exception>
    /// <exception cref="TrainingStateException">The pick finds nothing, or no trainer is named.</exception>
    public async Task<ImmutableArray<Training>> PlanAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        var errors = Errors(request);
        var pick = ValidationException.Gather(() => request.Architecture is null ? FrontierPick.Parse(request.Pick) : null, errors);
        var trainer = ValidationException.Gather(() => request.Trainer.Length > 0 ? trainers.Normalise(request.Trainer) : trainers.Default, errors);
        RecipeConfiguration.Compose(request.Configuration, request.VocabularySize, request.Architecture ?? AnyArchitecture, errors);
        var study = request.Architecture is null && request.Study.Length > 0 ? studies.Get(request.Study) : null;
        var candidates = study is null
            ? null
            : await ValidationException.GatherAsync(() => ReadAsync(study.Id, request, pick, cancellationToken), errors);
        if (errors.Count > 0)
        {
            throw new ValidationException("the request", errors);
        }

        if (trainer is null)
        {
            throw new TrainingStateException("No trainer is named: give its address (--trainer), or start the coordinator with one (lts serve --trainer).");
        }

        var architectures = study is null ? [request.Architecture!] : Pick(request.Pick, pick!, study, candidates!);
        return [.. architectures.Select(a => Create(request, study, trainer, a))];
    }

    /// <summary>What a pick chooses from. Of a large study that is little, and nothing else is kept.</summary>
    private async Task<IReadOnlyList<Candidate>> ReadAsync(string study, TrainingRequest request, FrontierPick? pick, CancellationToken cancellationToken) =>
        pick is { IsOfFrontier: false }
            ? await studies.StreamCandidatesAsync(study, request.Devices, after: "", includeSamples: false, cancellationToken)
                .Where(pick.Considers).ToListAsync(cancellationToken)
            : (await studies.ReadFrontierAsync(study, request.Devices, cancellationToken)).Candidates;

    private static List<string> Errors(TrainingRequest request)
    {
        var errors = new List<string>();
        if (request.Study.Length > 0 == request.Architecture is not null)
        {
            errors.Add("study_id: name either a study or an architecture.");
        }

        if (request.Architecture is not null && (request.Pick.Length > 0 || !request.Devices.IsEmpty))
        {
            errors.Add("pick and devices choose from a study; they do not go with an architecture.");
        }

        if (request.Architecture is { } architecture)
        {
            errors.AddRange(ArchitectureValidator.Validate(architecture).Select(error => $"architecture: {error}"));
        }

        if (request.VocabularySize < 0)
        {
            errors.Add($"vocabulary_size must be at least 0, not {request.VocabularySize}.");
        }

        return errors;
    }

    private static List<Architecture> Pick(string text, FrontierPick pick, StudySnapshot study, IReadOnlyList<Candidate> candidates)
    {
        var problem = study.Spec.ToProblem();
        var picked = candidates
            .Where(c => MetricValues.OfOutcome(c.Outcome) is not null)
            .GroupBy(c => c.Key.Target)
            .SelectMany(target => pick.Choose(problem, [.. target.OrderBy(c => c.Measurement!.Latency.LatencyMs).ThenBy(c => c.Key.Index)]))
            .Select(c => c.Architecture)
            .DistinctBy(a => a.Id)
            .ToList();
        pick.ThrowIfAmbiguous(picked.Count);
        return picked.Count > 0
            ? picked
            : throw new TrainingStateException(
                $"'{text}' matches nothing in study '{study.Spec.Name}'. `lts frontier {study.Spec.Name}` shows what there is.");
    }

    private Training Create(TrainingRequest request, StudySnapshot? study, string trainer, Architecture architecture)
    {
        var spec = new TrainingSpec
        {
            Architecture = architecture,
            Configuration = RecipeConfiguration.Compose(request.Configuration, request.VocabularySize, architecture, errors: []),
            Corpora = request.Corpora,
            Label = study is null ? architecture.Id : $"{study.Spec.Name}: {architecture.Id}",
        };
        var studyId = study?.Id ?? "";
        return new Training
        {
            Id = Fingerprint.IdOf(studyId, trainer, spec),
            StudyId = studyId,
            Trainer = trainer,
            Spec = spec,
            CreateTime = time.GetUtcNow(),
        };
    }
}
