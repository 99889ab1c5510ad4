using System.Collections.Immutable;

namespace Lts.Trainer.Data.Corpus;

/// <summary>All pieces of all files, and how far the reading is.</summary>
internal sealed class CorpusPieces(ImmutableArray<CorpusFile> files, CorpusReader reader, IProgress<PreparationProgress>? progress)
{
    private readonly long _totalBytes = files.Sum(file => file.Bytes);

    /// <summary>The pieces, in order.</summary>
    /// <param name="phase">What they are read for.</param>
    /// <param name="tokens">How many tokens were written so far.</param>
    /// <param name="cancellationToken">Ends reading before the next piece.</param>
    public IEnumerable<TextPiece> Read(PreparationPhase phase, Func<long> tokens, CancellationToken cancellationToken)
    {
        long bytes = 0;
        foreach (var file in files)
        {
            foreach (var piece in reader.Read(file, more => bytes += more))
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new PreparationProgress(phase, bytes, _totalBytes, tokens()));
                yield return piece;
            }
        }
    }

    /// <summary>How far the learning of merges is.</summary>
    public PreparationProgress Merging(int vocabularySize) => new(PreparationPhase.Merging, _totalBytes, _totalBytes, vocabularySize);
}
