namespace Lts.Trainer.Libtorch;

/// <summary>AdamW's numbers.</summary>
/// <param name="LearningRate">At first; the schedule changes it.</param>
/// <param name="WeightDecay">The part of a matrix that a step of rate 1 takes away.</param>
/// <param name="Beta1">How much of the mean of gradients a step keeps.</param>
/// <param name="Beta2">How much of the mean of their squares a step keeps.</param>
/// <param name="Epsilon">Added to the root of the mean of squares.</param>
/// <param name="Exact">Operator by operator, with the bits of torch.optim.AdamW, instead of in one pass.</param>
internal sealed record AdamWSettings(
    double LearningRate, double WeightDecay, double Beta1 = 0.9, double Beta2 = 0.95, double Epsilon = 1e-8, bool Exact = false);
