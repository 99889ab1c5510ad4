namespace Lts.Coordinator.Trainings;

/// <summary>A trainer did not do what it was asked for.</summary>
/// <param name="failure">In which way.</param>
/// <param name="message">What it said, or why it could not be asked, for people.</param>
/// <param name="inner">The call's error.</param>
internal sealed class TrainerException(TrainerFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>In which way.</summary>
    public TrainerFailure Failure { get; } = failure;
}
