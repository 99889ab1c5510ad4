namespace Lts.Trainer.Data.Shards;

/// <summary>A piece of text with the decisions that depend on the pieces before it.</summary>
/// <param name="Text">The bytes of the piece, UTF-8.</param>
/// <param name="HeldOut">It belongs to the validation split.</param>
/// <param name="EndBefore">In its split something else came before it: an end-of-text token stands between.</param>
internal readonly record struct BlockPiece(ReadOnlyMemory<byte> Text, bool HeldOut, bool EndBefore);
