using Lts.Hosting;

namespace Lts.Trainer.Training.Checkpoints;

/// <summary>A checkpoint is there and cannot be used: cut, changed, or not readable. Another one may be whole.</summary>
/// <param name="path">Folder of the checkpoint.</param>
/// <param name="problem">What is wrong with it, as a sentence.</param>
/// <param name="whatToDo">What helps, as a sentence.</param>
/// <param name="cause">The error that showed the damage.</param>
internal sealed class DamagedCheckpointException(string path, string problem, string whatToDo, Exception cause)
    : Exception($"The checkpoint {path} is damaged: {problem} {whatToDo}", cause)
{
    /// <summary>What is wrong with it, as a sentence.</summary>
    public string Problem => problem;

    /// <summary>The error for where there is no other checkpoint to take.</summary>
    public UserErrorException ToUserError() => new(Message, ExitCode.Storage, this);
}
