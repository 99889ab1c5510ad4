namespace Lts.Domain.Trainings;

/// <summary>What a complete training said of a candidate's architecture.</summary>
/// <param name="TrainingId">Id of the training.</param>
/// <param name="RecipeSha256">Trainings with one recipe (configuration, text and vocabulary) can be compared.</param>
/// <param name="Result">What came of it.</param>
public sealed record CandidateTraining(string TrainingId, string RecipeSha256, TrainingResult Result);
