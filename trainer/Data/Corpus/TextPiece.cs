namespace Lts.Trainer.Data.Corpus;

/// <summary>A document, or a part of a long one, cut where no token would go across. Put together, the pieces of a document are the document.</summary>
/// <param name="Text">UTF-8, as it came.</param>
/// <param name="StartsDocument">It is the first of its document.</param>
internal readonly record struct TextPiece(ReadOnlyMemory<byte> Text, bool StartsDocument);
