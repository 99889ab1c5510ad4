using Lts.Domain.Trainings;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Lines of a training's curve on the wire.</summary>
public static class TrainingProgressMapping
{
    /// <summary>From the wire.</summary>
    public static TrainingProgress Read(Proto.TrainingProgress line) => new(
        line.Step, line.Steps, line.Tokens, line.TrainLoss, line.LearningRate, line.GradientNorm, line.TokensPerSecond, line.ElapsedS,
        line.HasValidationLoss ? line.ValidationLoss : null,
        line.HasValidationPerplexity ? line.ValidationPerplexity : null,
        line.HasBitsPerByte ? line.BitsPerByte : null);

    /// <summary>To the wire.</summary>
    public static Proto.TrainingProgress ToProto(TrainingProgress line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var message = new Proto.TrainingProgress
        {
            Step = line.Step,
            Steps = line.Steps,
            Tokens = line.Tokens,
            TrainLoss = line.TrainLoss,
            LearningRate = line.LearningRate,
            GradientNorm = line.GradientNorm,
            TokensPerSecond = line.TokensPerSecond,
            ElapsedS = line.ElapsedSeconds,
        };
        if (line is { ValidationLoss: { } loss, ValidationPerplexity: { } perplexity, BitsPerByte: { } bits })
        {
            (message.ValidationLoss, message.ValidationPerplexity, message.BitsPerByte) = (loss, perplexity, bits);
        }

        return message;
    }
}
