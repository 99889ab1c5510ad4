using System.Text;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Evaluation;

namespace Lts.Tests.Trainer.Evaluation;

public sealed class StreamedDocumentTests
{
    private static readonly ByteLevelTokenizer Tokenizer = ByteTokenizer.Create();

    /// <summary>Whatever the windows, they see the tokens that they would see of the documents in memory.</summary>
    [Fact]
    public void Documents_AreThoseOfThePieces_ByWindows()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 300; trial++)
        {
            var documents = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pieces(random)).ToList();
            var (length, stride) = (random.Next(1, 20), 0);
            stride = random.Next(1, length + 1);
            using var stream = new PieceStream(documents.SelectMany(document => document.Select((text, i) => new TextPiece(text, i == 0))));
            foreach (var document in documents)
            {
                var ids = document.SelectMany(piece => piece).Select(value => (int)value).Prepend(Tokenizer.EndOfTextId).ToArray();
                var streamed = new StreamedDocument(stream, Tokenizer.CreateEncoder(), Tokenizer.EndOfTextId);
                Assert.Equal(Seen(TokenTexts.Of(Tokens(document)), length, stride), Seen(streamed, length, stride));
                Assert.Equal(ids.Length - 1, streamed.Bytes);
            }

            Assert.True(stream.Ends);
        }
    }

    [Fact]
    public void ALongDocument_IsNeverInMemory()
    {
        const int pieceBytes = 1000;
        var piece = Encoding.ASCII.GetBytes(new string('x', pieceBytes));
        using var stream = new PieceStream(Enumerable.Range(0, 5000).Select(i => new TextPiece(piece, i == 0)));
        var document = new StreamedDocument(stream, Tokenizer.CreateEncoder(), Tokenizer.EndOfTextId);
        var (ids, most, count) = (new int[65], 0, 0);
        foreach (var window in Window.Over(document, 64, 32))
        {
            document.Read(window.Start, ids.AsSpan(0, window.Inputs + 1));
            most = Math.Max(most, document.HeldTokens);
            count++;
        }

        Assert.InRange(most, 64, pieceBytes + 200);
        Assert.Equal(5000 * pieceBytes, document.Bytes);
        Assert.InRange(count, 5000 * pieceBytes / 33, 5000 * pieceBytes / 31);
    }

    private static List<byte[]> Pieces(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next('a', 'z')))))];

    private static int[] Tokens(List<byte[]> document)
    {
        var (encoder, ids) = (Tokenizer.CreateEncoder(), new IdList());
        ids.Add(Tokenizer.EndOfTextId);
        document.ForEach(piece => encoder.Append(piece, ids));
        return ids.Span.ToArray();
    }

    private static List<string> Seen(ITokenText text, int length, int stride)
    {
        var seen = new List<string>();
        foreach (var window in Window.Over(text, length, stride))
        {
            var ids = new int[window.Inputs + 1];
            text.Read(window.Start, ids);
            seen.Add($"{window}: {string.Join(' ', ids)}");
        }

        return seen;
    }
}
