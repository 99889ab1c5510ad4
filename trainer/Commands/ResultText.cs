using System.Globalization;
using Lts.Domain.Trainings;
using Lts.Trainer.Training.Progress;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Commands;

/// <summary>Prints what came of a run.</summary>
internal static class ResultText
{
    /// <summary>A few lines for people, on standard output.</summary>
    public static Task WriteAsync(TrainingResult result, RunFolder run)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"""
            model              {result.ArchitectureId}, {result.TotalParameters:N0} parameters ({result.DecoderParameters:N0} in the decoder)
            trained            {result.Steps:N0} steps, {result.Tokens:N0} tokens in {ProgressText.Duration(TimeSpan.FromSeconds(result.TrainingSeconds))}
            all held-out text  perplexity {PerplexityText.Of(result.ValidationPerplexity)} per token, {PerplexityText.Of(result.WordPerplexity)} per word, {result.BitsPerByte:0.000} bits per byte
            weights            {run.Model}
            curve              {run.LossPage}
            """);
        return Console.Out.WriteLineAsync(text);
    }
}
