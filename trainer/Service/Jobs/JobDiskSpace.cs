using Lts.Domain;
using Lts.Hosting;
using Lts.Trainer.Training.Configuration;

namespace Lts.Trainer.Service.Jobs;

/// <summary>What a job takes of the disk, and whether it is there.</summary>
internal static class JobDiskSpace
{
    // Float32 weights, and two moments of AdamW for each; the checkpoints "last" and "best" and the one that is being written; the final model.
    private const int CheckpointBytesPerParameter = 3 * sizeof(float);
    private const int Checkpoints = 3;
    private const int ModelBytesPerParameter = sizeof(float);

    /// <summary>Bytes that checkpoints and the final model take; the text's tokens, which are fewer than its bytes, are not in it.</summary>
    /// <param name="configuration">A configuration that has been checked.</param>
    public static long NeededBytes(TrainerConfiguration configuration)
    {
        var (architecture, isGiven) = configuration.Architecture;
        var vocabulary = isGiven ? architecture.VocabularySize : JobConfiguration.TokenizerIds(configuration);
        var parameters = (architecture with { VocabularySize = vocabulary }).Parameters.Total;
        return parameters * ((Checkpoints * CheckpointBytesPerParameter) + ModelBytesPerParameter);
    }

    /// <summary>Refuses a job that cannot be trained for want of room.</summary>
    /// <param name="configuration">A configuration that has been checked.</param>
    /// <param name="folder">Where its checkpoints will lie.</param>
    /// <exception cref="JobRoomException">The disk has too little left.</exception>
    public static void Require(TrainerConfiguration configuration, string folder)
    {
        var shortage = FreeSpace.Shortage(
            "the job, with its model, its optimiser and the checkpoints that are kept,", NeededBytes(configuration), FreeSpace.Of(folder),
            Limits.FreeDiskBytes);
        if (shortage is not null)
        {
            throw new JobRoomException($"There is too little room on the trainer's disk: {shortage} DeleteJob frees what ended jobs hold.");
        }
    }
}
