using Lts.Trainer.Generation;

namespace Lts.Trainer.Service.Texts;

/// <summary>A piece of a text as it is written.</summary>
/// <param name="Prompt">Index of the prompt that it continues.</param>
/// <param name="Text">What is new; empty in the last piece of a text.</param>
/// <param name="Whole">In the last piece, all that came of the prompt.</param>
internal sealed record WrittenPiece(int Prompt, string Text, GeneratedText? Whole = null);
