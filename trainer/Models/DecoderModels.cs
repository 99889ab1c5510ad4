using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Domain.Families;

namespace Lts.Trainer.Models;

/// <summary>Which module trains which family.</summary>
internal static class DecoderModels
{
    private static readonly Dictionary<ModelFamily, Func<Architecture, double, DecoderModel>> All = new()
    {
        [Gpt2Family.Instance] = (architecture, dropout) => new Gpt2(architecture, dropout),
    };

    /// <summary>A model on the CPU, initialised from torch's generator.</summary>
    /// <param name="architecture">Decides the module and its sizes.</param>
    /// <param name="dropout">Probability of dropout on embeddings and on what each block adds; attention has its own in the architecture.</param>
    /// <exception cref="ValidationException">Models of this family cannot be trained yet.</exception>
    public static DecoderModel Create(Architecture architecture, double dropout) => All.TryGetValue(architecture.Family, out var create)
        ? create(architecture, dropout)
        : throw new ValidationException(
            "the architecture", [$"arch_type is '{architecture.Family.Name}': a {architecture.Family.Label} cannot be trained yet."]);
}
