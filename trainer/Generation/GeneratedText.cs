namespace Lts.Trainer.Generation;

/// <summary>A text that a model wrote.</summary>
/// <param name="Text">Without the prompt.</param>
/// <param name="Tokens">Its token ids.</param>
/// <param name="End">Why it ended.</param>
internal sealed record GeneratedText(string Text, IReadOnlyList<int> Tokens, TextEnd End);
