namespace Lts.Reports.Json;

/// <summary>Candidates that were trained alike, and how well decoder parameters predicted the order of their perplexities.</summary>
/// <param name="RecipeSha256">What they have in common.</param>
/// <param name="TrainedCount">How many architectures were trained so.</param>
/// <param name="ProxyCorrelation">Spearman's rank correlation of decoder parameters with the negative perplexity; absent for too few.</param>
internal sealed record RecipeDocument(string RecipeSha256, int TrainedCount, double? ProxyCorrelation);
