using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Generation.Decoding;
using Lts.Trainer.Generation.Sampling;
using Lts.Trainer.Inference;

namespace Lts.Trainer.Generation;

/// <summary>
/// Continues prompts. Prompts of different lengths share a batch where the graph knows padding; an exported file does not, and its prompts are
/// continued one after another unless they are equally long.
/// </summary>
/// <param name="model">The model that continues prompts.</param>
/// <param name="tokenizer">Makes ids of prompts, and text of what the model writes.</param>
/// <param name="settings">Lengths, sampling and ends of the texts.</param>
internal sealed class Generator(IModelSource model, ITokenizer tokenizer, GenerationSettings settings)
{
    private const int CacheBuffers = 2; // of CachedDecoder, which take turns
    private const int KeysAndValues = 2;

    /// <summary>
    /// Most bytes of keys and values of a batch; defaults to 1 GiB. More prompts than fit are continued in several batches, which gives the same
    /// texts. A single prompt is always continued, whatever it takes.
    /// </summary>
    public long MaxCacheBytes { get; init; } = 1L << 30;

    private int MaxSequenceLength => model.Architecture.MaxSequenceLength;

    /// <summary>Continues prompts.</summary>
    /// <param name="prompts">Token ids of each; an empty one stands for the beginning of a text.</param>
    /// <param name="show">Receives the text of each (by its index) as it comes.</param>
    /// <param name="cancellationToken">Ends it after the token at hand.</param>
    /// <exception cref="UserErrorException">Settings or prompts cannot be used; every error is named.</exception>
    public IReadOnlyList<GeneratedText> Generate(IReadOnlyList<int[]> prompts, Action<int, string> show, CancellationToken cancellationToken)
    {
        ThrowIfUnusable(prompts);
        var texts = prompts.Select((prompt, row) => Begin(prompt, row, text => show(row, text))).ToList();
        var wanted = new GraphOptions
        {
            WithPast = settings.UseCache,
            WithPadding = texts.Any(text => text.Prompt.Length != texts[0].Prompt.Length),
            Logits = LogitsScope.Last,
        };
        var options = model.Offer(wanted);
        var alike = options.WithPadding ? [texts] : texts.GroupBy(text => text.Prompt.Length).Select(group => group.ToList());
        foreach (var batch in alike.SelectMany(batch => Split(options, batch)))
        {
            using var decoder = CreateDecoder(options, batch);
            Decode(decoder, batch, cancellationToken);
        }

        return [.. texts.Select(text => text.Result())];
    }

    /// <summary>Checks settings and prompts, as <see cref="Generate"/> does before it begins.</summary>
    /// <param name="prompts">The token ids of each prompt.</param>
    /// <exception cref="UserErrorException">Settings or prompts cannot be used; every error is named.</exception>
    public void ThrowIfUnusable(IReadOnlyList<int[]> prompts)
    {
        settings.ThrowIfInvalid();
        var errors = prompts.Select((prompt, i) => (prompt.Length, Number: i + 1)).Where(prompt => Math.Max(prompt.Length, 1) >= MaxSequenceLength)
            .Select(prompt => $"Prompt {prompt.Number} has {prompt.Length} tokens; the model has positions for {MaxSequenceLength} (max_sequence_length), "
                + $"the text that follows included. Shorten it to at most {MaxSequenceLength - 1} tokens.").ToList();
        if (errors.Count > 0)
        {
            throw new UserErrorException(string.Join('\n', errors), ExitCode.Usage);
        }
    }

    private TextInProgress Begin(int[] prompt, int row, Action<string> show)
    {
        int[] start = prompt.Length > 0 ? prompt : [tokenizer.EndOfTextId];
        return new TextInProgress(
            start, prompt.Length, new Sampler(settings.Sampling, row, tokenizer.VocabularySize, start),
            new TextAssembler(tokenizer, settings.StopStrings, show), tokenizer);
    }

    /// <summary>Batches whose caches are no larger than <see cref="MaxCacheBytes"/>; no part has a larger capacity than the whole.</summary>
    private IEnumerable<TextInProgress[]> Split(GraphOptions options, List<TextInProgress> batch)
    {
        var architecture = model.Architecture;
        var floats = DecoderCache.Of(architecture).Sum(cache => (long)cache.HeadCount * cache.HeadSize); // of keys, or of values, a token
        var rowBytes = CacheBuffers * KeysAndValues * floats * Capacity(batch) * sizeof(float);
        return batch.Chunk(options.WithPast ? (int)Math.Clamp(MaxCacheBytes / rowBytes, 1, batch.Count) : batch.Count);
    }

    /// <summary>Most tokens of a row, padding included.</summary>
    private int Capacity(IReadOnlyList<TextInProgress> batch) =>
        batch.Max(text => text.Prompt.Length) + Math.Min(settings.MaxNewTokens, MaxSequenceLength - batch.Min(text => text.Prompt.Length));

    private IDecoder CreateDecoder(GraphOptions options, TextInProgress[] batch)
    {
        var prompts = new PromptBatch([.. batch.Select(text => text.Prompt)]);
        var session = model.Load(options, settings.Threads);
        try
        {
            return options.WithPast
                ? new CachedDecoder(session, options, model.Architecture, prompts, Capacity(batch))
                : new WholeDecoder(session, options, model.Architecture.VocabularySize, prompts, Capacity(batch));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private void Decode(IDecoder decoder, TextInProgress[] batch, CancellationToken cancellationToken)
    {
        var vocabulary = model.Architecture.VocabularySize;
        var tokens = new int[batch.Length];
        var logits = decoder.Start();
        while (true)
        {
            for (var row = 0; row < batch.Length; row++)
            {
                // A text that has ended goes along with its last token, which nobody reads, until all have.
                if (!batch[row].HasEnded)
                {
                    tokens[row] = batch[row].Take(logits.Slice(row * vocabulary, vocabulary), settings.MaxNewTokens, MaxSequenceLength);
                }
            }

            if (Array.TrueForAll(batch, text => text.HasEnded))
            {
                return;
            }

            cancellationToken.ThrowIfCancellationRequested();
            logits = decoder.Next(tokens);
        }
    }
}
