using System.Collections.Immutable;

namespace Lts.Reports.Data;

/// <summary>
/// Architectures of a study that were trained alike: on the same text, with the same vocabulary and settings. Only these can be compared.
/// </summary>
internal sealed record TrainingRecipe
{
    /// <summary>SHA-256 of what they have in common, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Each architecture once, the one with most decoder parameters first.</summary>
    public required ImmutableArray<TrainedArchitecture> Trained { get; init; }

    /// <summary>
    /// Spearman's correlation of decoder parameters, the search's proxy, with the held-out perplexity's negative: 1 when more parameters always
    /// came with a lower perplexity. <see langword="null"/> for fewer than two architectures, or equal ones.
    /// </summary>
    public double? ProxyCorrelation =>
        RankCorrelation.Spearman([.. Trained.Select(t => ((double)t.Architecture.Parameters.Decoder, -t.Training.Result.ValidationPerplexity))]);

    /// <summary>The recipes of a study, the one with most architectures first, of equals the one that was trained longest.</summary>
    public static ImmutableArray<TrainingRecipe> Of(ReportData data) =>
    [
        .. data.Targets.SelectMany(target => target.Candidates)
            .SelectMany(candidate => candidate.Trainings.Select(training => new TrainedArchitecture(candidate.Architecture, training)))
            .Where(trained => double.IsFinite(trained.Training.Result.ValidationPerplexity)) // a trainer is another program
            .GroupBy(trained => trained.Training.RecipeSha256)
            .Select(recipe => new TrainingRecipe { Sha256 = recipe.Key, Trained = Distinct(recipe) })
            .OrderByDescending(recipe => recipe.Trained.Length)
            .ThenByDescending(recipe => recipe.Trained.Max(t => t.Training.Result.Tokens))
            .ThenBy(recipe => recipe.Sha256, StringComparer.Ordinal),
    ];

    /// <summary>One architecture may be a candidate of several targets; a candidate's trainings are the same wherever it is one.</summary>
    private static ImmutableArray<TrainedArchitecture> Distinct(IEnumerable<TrainedArchitecture> trained) =>
    [
        .. trained.GroupBy(t => t.Architecture.Id)
            .Select(same => same.Last())
            .OrderByDescending(t => t.Architecture.Parameters.Decoder)
            .ThenBy(t => t.Architecture.Id, StringComparer.Ordinal),
    ];
}
