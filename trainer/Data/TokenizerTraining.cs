using Lts.Hosting;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Data.Tokenization.Learning;

namespace Lts.Trainer.Data;

/// <summary>Learns a tokenizer from all of a corpus, without preparing shards.</summary>
internal static class TokenizerTraining
{
    private const int PieceBytes = 16 << 10;

    /// <summary>Learns.</summary>
    /// <param name="options">The sources and <see cref="DataOptions.TrainVocabularySize"/>; nothing is held out.</param>
    /// <param name="progress">Told often how far it is, from several threads; or none.</param>
    /// <param name="cancellationToken">Ends learning without a result.</param>
    /// <exception cref="UserErrorException">A source is missing, empty, damaged or no text, or an option is out of range.</exception>
    public static ByteLevelTokenizer Train(DataOptions options, IProgress<PreparationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var corpus = new CorpusPieces(CorpusFiles.Find(options.Sources), new CorpusReader(options.TextField, options.InvalidText, PieceBytes), progress);
        var texts = corpus.Read(PreparationPhase.Counting, () => 0, cancellationToken).Select(piece => piece.Text);
        var learner = new BpeLearner(options.TrainVocabularySize ?? throw new ArgumentException("Without a size.", nameof(options)), options.Threads);
        var tokenizer = learner.Learn(texts, learnt => progress?.Report(corpus.Merging(learnt)), cancellationToken);
        return tokenizer.Model.Merges.Length > 0
            ? tokenizer
            : throw new UserErrorException("The text is too small to learn tokens from: no pair of letters occurs twice.", ExitCode.Usage);
    }
}
