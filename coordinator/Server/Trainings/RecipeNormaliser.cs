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
    /// <summary>A frontier has hundreds of architectures, and a trainer checks them one after another.</summary>
    internal const int MostChecksAtOnce = 8;

    /// <summary>
    /// Normalises the trainings that are new, and has all of them checked by their trainer. Each different configuration is completed once,
    /// however many architectures are trained with it; then the trainer sees each training as it would be submitted, a few at a time.
    /// </summary>
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
        var normal = new Dictionary<string, string>(StringComparer.Ordinal); // by the configuration as it was written
        var named = ImmutableArray.CreateBuilder<Training>(wanted.Length);
        foreach (var training in wanted)
        {
            named.Add(isKnown(training.Id) ? training : await RenamedAsync(trainer, training, normal, cancellationToken));
        }

        // Every check has a deadline of its own, which must not pass while others are before it.
        var few = new ParallelOptions { MaxDegreeOfParallelism = MostChecksAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            named, few, async (training, stop) => await trainer.CheckAsync(training.Id, training.Spec, stop));
        return named.ToImmutable();
    }

    private static async Task<Training> RenamedAsync(
        ITrainer trainer, Training training, Dictionary<string, string> normal, CancellationToken cancellationToken)
    {
        string written = training.Spec.Configuration;
        if (!normal.TryGetValue(written, out string? configuration))
        {
            configuration = await NormalAsync(trainer, training.Spec, cancellationToken);
            normal.Add(written, configuration);
        }

        var spec = training.Spec with { Configuration = configuration };
        return training with { Id = Fingerprint.IdOf(training.StudyId, training.Trainer, spec), Spec = spec };
    }

    /// <summary>A configuration's difference from the defaults; an architecture has no part in either.</summary>
    private static async Task<string> NormalAsync(ITrainer trainer, TrainingSpec spec, CancellationToken cancellationToken)
    {
        string complete = await CompleteAsync(trainer, spec, cancellationToken);
        string defaults = await CompleteAsync(trainer, spec with { Configuration = RecipeConfiguration.PresetOf(complete) }, cancellationToken);
        return RecipeConfiguration.WithoutDefaults(complete, defaults);
    }

    /// <summary>A trainer of a version that fills nothing in leaves the configuration as it was written.</summary>
    private static async Task<string> CompleteAsync(ITrainer trainer, TrainingSpec spec, CancellationToken cancellationToken) =>
        await trainer.CheckAsync(id: "", spec, cancellationToken) is { Length: > 0 } complete ? complete : spec.Configuration;
}
