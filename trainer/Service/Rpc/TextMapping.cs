using Lts.Trainer.Generation;
using Lts.Trainer.Generation.Sampling;
using Lts.Trainer.Service.Texts;
using Proto = Lts.Protos.V1;

namespace Lts.Trainer.Service.Rpc;

/// <summary>Requests for text and what is written, on the wire.</summary>
internal static class TextMapping
{
    private static readonly GenerationSettings Defaults = new();

    /// <summary>From the wire; what is left out has its default. Not validated.</summary>
    public static TextRequest Read(Proto.GenerateTextRequest message) => new(
        message.Prompts.Count > 0 ? [.. message.Prompts] : [""],
        new GenerationSettings
        {
            MaxNewTokens = message.HasMaxTokens ? message.MaxTokens : Defaults.MaxNewTokens,
            StopStrings = [.. message.Stop],
            Sampling = new SamplingSettings
            {
                Temperature = message.HasTemperature ? message.Temperature : Defaults.Sampling.Temperature,
                TopK = message.HasTopK ? message.TopK : Defaults.Sampling.TopK,
                TopP = message.HasTopP ? message.TopP : Defaults.Sampling.TopP,
                RepetitionPenalty = message.HasRepetitionPenalty ? message.RepetitionPenalty : Defaults.Sampling.RepetitionPenalty,
                Seed = message.HasSeed ? message.Seed : Defaults.Sampling.Seed,
            },
        });

    /// <summary>To the wire.</summary>
    public static Proto.GenerateTextResponse ToProto(WrittenPiece piece) => new()
    {
        PromptIndex = piece.Prompt,
        Text = piece.Text,
        EndReason = piece.Whole is { } whole ? FinishReasonWord.Of(whole.Reason) : "",
        TokenCount = piece.Whole?.Tokens.Length ?? 0,
    };
}
