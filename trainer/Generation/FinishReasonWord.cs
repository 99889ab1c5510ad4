using System.Text.Json;

namespace Lts.Trainer.Generation;

/// <summary>The word for a <see cref="FinishReason"/> in what programs read.</summary>
internal static class FinishReasonWord
{
    /// <summary><c>end_of_text</c>, <c>stop_string</c>, <c>max_tokens</c> or <c>context_full</c>.</summary>
    public static string Of(FinishReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
