using System.Collections.Immutable;
using Lts.Domain.Trainings;

namespace Lts.Coordinator.Trainings;

/// <summary>
/// Gives new trainings the one configuration that says what they are, however their user wrote it, and with it their ids. Only the trainer
/// knows its defaults, so it is asked: what is at its default is left out, and a field that a newer trainer adds changes nothing unless it
/// is used.
/// </summary>
internal static class RecipeNormaliser
{
    /// <summary>Has trainings checked by their trainer, and normalises those that are new.</summary>
    /// <param name="trainer">Where they will be trained.</param>
    /// <param name="wanted">What one request means, by ids made of the configuration as it was written.</param>
    /// <param name="isKnown">
    /// Whether a training of an id is kept already: one of an earlier version, which hashed what was written, stays what it is.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TrainerException">The trainer refuses one, or cannot be reached.</exception>
    public static async Task<ImmutableArray<Training>> NormaliseAsync(
        ITrainer trainer, ImmutableArray<Training> wanted, Func<string, bool> isKnown, CancellationToken cancellationToken)
    {
        var checkedOnes = ImmutableArray.CreateBuilder<Training>(wanted.Length);
        string? defaults = null; // the same for all, for they differ in nothing but their architecture
        foreach (var training in wanted)
        {
            var named = training;
            if (!isKnown(training.Id))
            {
                string complete = await CompleteAsync(trainer, training.Spec, cancellationToken);
                defaults ??= await CompleteAsync(
                    trainer, training.Spec with { Configuration = RecipeConfiguration.PresetOf(complete) }, cancellationToken);
                var spec = training.Spec with { Configuration = RecipeConfiguration.WithoutDefaults(complete, defaults) };
                named = training with { Id = Fingerprint.IdOf(training.StudyId, training.Trainer, spec), Spec = spec };
            }

            await trainer.CheckAsync(named.Id, named.Spec, cancellationToken);
            checkedOnes.Add(named);
        }

        return checkedOnes.ToImmutable();
    }

    /// <summary>A trainer of a version that fills nothing in leaves the configuration as it was written.</summary>
    private static async Task<string> CompleteAsync(ITrainer trainer, TrainingSpec spec, CancellationToken cancellationToken) =>
        await trainer.CheckAsync(id: "", spec, cancellationToken) is { Length: > 0 } complete ? complete : spec.Configuration;
}
