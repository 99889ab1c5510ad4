using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lts.Domain.Trainings;

namespace Lts.Coordinator.Trainings;

/// <summary>Names trainings, and what trainings have in common, by their content.</summary>
internal static class Fingerprint
{
    private const int IdBytes = 10;

    /// <summary>
    /// A training's id: the same candidate, trainer and recipe always give the same one. The configuration is hashed as the training has it,
    /// which is as <see cref="RecipeNormaliser"/> left it; in trainings of earlier versions, as it was written.
    /// </summary>
    public static string IdOf(string studyId, string trainer, TrainingSpec spec) =>
        "t-" + Hash(
            studyId, trainer, spec.Architecture.Id, spec.Architecture.AttentionDropout.ToString("R", CultureInfo.InvariantCulture), // matters to training, not to the id
            spec.Configuration, string.Join('\n', spec.Corpora))[..(2 * IdBytes)];

    /// <summary>What a complete training can be compared by: its configuration, and the very text and vocabulary that it had.</summary>
    public static string RecipeOf(TrainingSpec spec, TrainingResult result) =>
        Hash(spec.Configuration, result.CorpusSha256, result.TokenizerSha256);

    private static string Hash(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
}
