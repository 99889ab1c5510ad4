namespace Lts.Trainer.Data.Corpus;

/// <summary>A document, or a part of a long one, cut where no token would go across. Put together, the pieces of a document are the document.</summary>
/// <param name="Text">The bytes as they came, which should be UTF-8.</param>
/// <param name="StartsDocument">It is the first of its document.</param>
internal readonly record struct TextPiece(ReadOnlyMemory<byte> Text, bool StartsDocument);
