using Lts.Hosting;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Evaluation;

/// <summary>Scores what users name: files, folders, JSONL and gzip, or the held-out part of prepared data.</summary>
/// <param name="evaluator">Scores texts in tokens.</param>
/// <param name="tokenizer">Makes the ids that the model was trained on.</param>
/// <param name="textField">Field of a JSONL line that holds the text.</param>
/// <param name="invalidText">What is done with a text of JSONL that is not Unicode.</param>
internal sealed class CorpusEvaluation(Evaluator evaluator, ByteLevelTokenizer tokenizer, string textField, InvalidText invalidText = InvalidText.Stop)
{
    private const int PieceBytes = 1 << 20;

    /// <summary>
    /// Scores sources. Each document of a file begins, as in training, after the token that stands between documents, and no window spans two.
    /// Prepared data is one text, in which a window does see what stands before that token.
    /// </summary>
    /// <exception cref="UserErrorException">A source cannot be read, or there is nothing in any.</exception>
    public TextScore Score(IReadOnlyList<string> sources, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var total = TextScore.Nothing;
        foreach (var source in sources)
        {
            var before = total.Tokens;
            var relative = progress is null ? null : new After(progress, before);
            total = total.Add(ManifestFile.ExistsIn(source)
                ? ScoreData(source, relative, cancellationToken)
                : ScoreTexts(source, relative, cancellationToken));
        }

        return total.Tokens > 0 ? total : throw new UserErrorException("There is no text to evaluate on.", ExitCode.Usage);
    }

    private TextScore ScoreData(string folder, After? progress, CancellationToken cancellationToken)
    {
        using var data = TokenDataset.Open(folder);
        if (data.Manifest.TokenizerSha256 != tokenizer.Sha256)
        {
            throw new UserErrorException(
                $"{folder} was prepared with a tokenizer other than the model's, so its ids mean something else. Name the text itself.", ExitCode.Usage);
        }

        var (nats, tokens) = evaluator.Score(TokenTexts.Of(data.Validation), progress, cancellationToken);
        var split = data.Manifest.Validation;
        return new TextScore(nats, tokens, split.Words, split.Bytes);
    }

    private TextScore ScoreTexts(string source, After? progress, CancellationToken cancellationToken)
    {
        var score = TextScore.Nothing;
        var (reader, encoder) = (new CorpusReader(textField, invalidText, PieceBytes), tokenizer.CreateEncoder());
        using var pieces = new PieceStream(CorpusFiles.Find([source]).SelectMany(file => reader.Read(file, _ => { })));
        while (!pieces.Ends)
        {
            var document = new StreamedDocument(pieces, encoder, tokenizer.EndOfTextId);
            var (nats, tokens) = evaluator.Score(document, progress is null ? null : new After(progress, score.Tokens), cancellationToken);
            score = score.Add(new TextScore(nats, tokens, document.Words, document.Bytes));
        }

        return score;
    }

    /// <summary>Counts on from what was before.</summary>
    private sealed class After(IProgress<long> progress, long before) : IProgress<long>
    {
        /// <inheritdoc/>
        public void Report(long value) => progress.Report(before + value);
    }
}
