namespace Lts.Cli.Client;

/// <summary>A piece of what a trained model writes.</summary>
/// <param name="PromptIndex">The prompt that it continues, from 0.</param>
/// <param name="Text">What follows the pieces before.</param>
/// <param name="EndReason">Why the text ends with this piece: end_of_text, stop_string, max_tokens, context_full; empty where it does not.</param>
/// <param name="TokenCount">Tokens of the whole text; only with the last piece.</param>
internal sealed record GeneratedPiece(int PromptIndex, string Text, string EndReason, int TokenCount);
