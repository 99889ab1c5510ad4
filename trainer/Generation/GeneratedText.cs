using System.Collections.Immutable;

namespace Lts.Trainer.Generation;

/// <summary>What came of a prompt.</summary>
/// <param name="PromptTokens">Number of tokens of the prompt.</param>
/// <param name="Tokens">The ids that were generated, the end of the text left out.</param>
/// <param name="Text">Their text, without the prompt and up to a stop string.</param>
/// <param name="Reason">Why the text ended.</param>
internal sealed record GeneratedText(int PromptTokens, ImmutableArray<int> Tokens, string Text, FinishReason Reason);
