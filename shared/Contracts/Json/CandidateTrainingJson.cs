using Lts.Domain.Trainings;

namespace Lts.Contracts.Json;

/// <summary>What a complete training said of a candidate's architecture: its result, and which training it was.</summary>
public sealed record CandidateTrainingJson : TrainingResultJson
{
    private CandidateTrainingJson(CandidateTraining training)
        : base(Of(training.Result))
    {
        TrainingId = training.TrainingId;
        RecipeSha256 = training.RecipeSha256;
    }

    /// <summary>Names the training for <c>lts train show</c> and <c>lts generate</c>.</summary>
    public string TrainingId { get; }

    /// <summary>Trainings with one recipe (configuration, text and vocabulary) can be compared.</summary>
    public string RecipeSha256 { get; }

    /// <summary>The JSON form.</summary>
    public static CandidateTrainingJson Of(CandidateTraining training) => new(training);
}
