using System.Globalization;
using Lts.Reports.Data;

namespace Lts.Reports.Text;

/// <summary>Sentences about trained models, for people.</summary>
internal static class TrainingText
{
    private const int ShortHash = 12;
    private const int FewestThatSaySomething = 5;

    /// <summary>What a recipe's models have in common, as far as their results tell.</summary>
    public static string Recipe(TrainingRecipe recipe)
    {
        var result = recipe.Trained[0].Training.Result;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Steps:N0} steps, {Numbers.Millions(result.Tokens)} tokens, text {Short(result.CorpusSha256)}, recipe {Short(recipe.Sha256)}");
    }

    /// <summary>How far the proxy's order was perplexity's.</summary>
    public static string Correlation(TrainingRecipe recipe)
    {
        var n = recipe.Trained.Length;
        if (recipe.ProxyCorrelation is not { } correlation)
        {
            return n < 2
                ? "Trained: 1; there is no order to compare with the proxy's."
                : string.Create(CultureInfo.InvariantCulture, $"Trained: {n}, equal in parameters or perplexity; there is no order to compare.");
        }

        var few = n < FewestThatSaySomething ? " So few say little." : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Spearman's rank correlation of decoder parameters with lower perplexity: {correlation:F2}, n = {n}.{few}");
    }

    private static string Short(string hash) => hash.Length > ShortHash ? hash[..ShortHash] : hash;
}
