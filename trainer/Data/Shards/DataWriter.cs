using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Lts.Hosting;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Data.Tokenization.Learning;

namespace Lts.Trainer.Data.Shards;

/// <summary>
/// Reads, encodes and writes a corpus: one thread reads and decides, many encode, one writes in the order of reading. So the files do not depend
/// on the number of threads, and as many blocks are in memory as there are threads to fill them, twice.
/// </summary>
/// <param name="options">Which text, in which tokens.</param>
/// <param name="corpus">The pieces of the text, read once or, to learn a vocabulary, twice.</param>
/// <param name="progress">Told of the merges that are learnt, if they are.</param>
internal sealed class DataWriter(DataOptions options, CorpusPieces corpus, IProgress<PreparationProgress>? progress)
{

    /// <summary>Writes all files of the folder, the manifest last.</summary>
    /// <param name="folder">An empty folder, which receives shards, tokenizer and manifest.</param>
    /// <param name="tokenizer">The tokenizer; <see langword="null"/> to train one first.</param>
    /// <param name="requestSha256">Hash of what was asked for, kept in the manifest.</param>
    /// <param name="cancellationToken">Ends writing; the folder is then incomplete.</param>
    public async Task<DataManifest> WriteAsync(string folder, ByteLevelTokenizer? tokenizer, string requestSha256, CancellationToken cancellationToken)
    {
        tokenizer ??= await Task.Run(() => Learn(cancellationToken), cancellationToken);
        TokenizerFile.Save(tokenizer, Path.Combine(folder, TokenizerFile.FileName));
        var width = DataManifest.WidthFor(tokenizer.VocabularySize);
        using var decider = new SplitDecider(options.ValidationFraction);
        using var train = new ShardWriter(folder, "train", width, options.ShardTokens);
        using var validation = new ShardWriter(folder, "validation", width, options.ShardTokens);
        var (trainCounts, validationCounts) = await EncodeAsync(tokenizer, decider, train, validation, cancellationToken);
        Finish(train, trainCounts, tokenizer.EndOfTextId, "learn");
        Finish(validation, validationCounts, tokenizer.EndOfTextId, "hold out");
        var manifest = new DataManifest
        {
            Format = DataManifest.CurrentFormat,
            Sources = [.. options.Sources],
            CorpusSha256 = decider.CorpusSha256(),
            RequestSha256 = requestSha256,
            TokenizerSha256 = tokenizer.Sha256,
            VocabularySize = tokenizer.VocabularySize,
            EndOfTextId = tokenizer.EndOfTextId,
            BytesPerToken = width,
            ValidationFraction = options.ValidationFraction,
            Train = Describe(train, trainCounts),
            Validation = Describe(validation, validationCounts),
        };
        AtomicFile.Write(
            Path.Combine(folder, DataManifest.FileName),
            stream => JsonSerializer.Serialize(stream, manifest, DataJsonContext.Default.DataManifest));
        return manifest;
    }

    private async Task<(EncodedSplit Train, EncodedSplit Validation)> EncodeAsync(
        ByteLevelTokenizer tokenizer, SplitDecider decider, ShardWriter train, ShardWriter validation, CancellationToken cancellationToken)
    {
        var (trainCounts, validationCounts) = (new EncodedSplit(), new EncodedSplit());
        var idle = new ConcurrentBag<EncodedBlock>();
        var encoded = Channel.CreateBounded<Task<EncodedBlock>>(2 * options.Threads);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var free = new SemaphoreSlim(options.Threads);
        var reading = Task.Run(() => ReadAsync(decider, encoded.Writer, Encode, train, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var task in encoded.Reader.ReadAllAsync(stop.Token))
            {
                var block = await task;
                train.Append(block.Train.Ids.Span);
                validation.Append(block.Validation.Ids.Span);
                trainCounts.Add(block.Train);
                validationCounts.Add(block.Validation);
                idle.Add(block);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAny(reading); // its exception came through the channel
            while (encoded.Reader.TryRead(out var late))
            {
                await Task.WhenAny(late);
            }
        }

        return (trainCounts, validationCounts);

        async Task<EncodedBlock> Encode(List<BlockPiece> pieces)
        {
            await free.WaitAsync(stop.Token);
            try
            {
                return await Task.Run(() =>
                {
                    var block = idle.TryTake(out var used) ? used : new EncodedBlock(tokenizer);
                    block.Encode(pieces);
                    return block;
                });
            }
            finally
            {
                free.Release();
            }
        }
    }

    private async Task ReadAsync(
        SplitDecider decider, ChannelWriter<Task<EncodedBlock>> encoded, Func<List<BlockPiece>, Task<EncodedBlock>> encode, ShardWriter written,
        CancellationToken cancellationToken)
    {
        try
        {
            var (pieces, bytes) = (new List<BlockPiece>(), 0);
            foreach (var piece in corpus.Read(PreparationPhase.Encoding, () => written.TotalTokens, cancellationToken))
            {
                pieces.Add(decider.Next(piece));
                bytes += piece.Text.Length;
                if (bytes >= options.BlockBytes)
                {
                    await encoded.WriteAsync(encode(pieces), cancellationToken);
                    (pieces, bytes) = ([], 0);
                }
            }

            await encoded.WriteAsync(encode(pieces), cancellationToken);
            encoded.Complete();
        }
        catch (Exception e)
        {
            encoded.Complete(e);
        }
    }

    /// <summary>Trains a tokenizer on the pieces that are not held out.</summary>
    private ByteLevelTokenizer Learn(CancellationToken cancellationToken)
    {
        using var decider = new SplitDecider(options.ValidationFraction);
        var texts = corpus.Read(PreparationPhase.Counting, () => 0, cancellationToken).Select(decider.Next).Where(piece => !piece.HeldOut).Select(piece => piece.Text);
        var learner = new BpeLearner(options.TrainVocabularySize!.Value, options.Threads);
        return learner.Learn(texts, learnt => progress?.Report(corpus.Merging(learnt)), cancellationToken);
    }

    /// <summary>A split ends as its documents do.</summary>
    private void Finish(ShardWriter writer, EncodedSplit counts, int endOfTextId, string purpose)
    {
        if (counts.Bytes == 0)
        {
            throw new UserErrorException(
                $"The text is too small to {purpose} a part of it with validation_fraction {options.ValidationFraction.ToString(System.Globalization.CultureInfo.InvariantCulture)}. "
                + "Give more text, or another fraction.", ExitCode.Usage);
        }

        writer.Append([endOfTextId]);
    }

    private static SplitManifest Describe(ShardWriter writer, EncodedSplit counts)
    {
        var shards = writer.Finish();
        return new SplitManifest { Tokens = writer.TotalTokens, Words = counts.Words, Bytes = counts.Bytes, Shards = shards };
    }
}
