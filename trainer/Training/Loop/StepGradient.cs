namespace Lts.Trainer.Training.Loop;

/// <summary>What is known of a step before its update.</summary>
/// <param name="Loss">Mean loss over all its sequences and processes, in nats per token.</param>
/// <param name="Norm">Euclidean norm of its gradient before clipping.</param>
/// <param name="Stop">Whether any process has been asked to stop: all then stop after the same step.</param>
internal sealed record StepGradient(double Loss, double Norm, bool Stop);
