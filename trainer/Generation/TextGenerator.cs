using System.Buffers;
using System.Text;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Generation;

/// <summary>Continues prompts.</summary>
internal sealed class TextGenerator(CachedModel model, ByteLevelTokenizer tokenizer)
{
    /// <summary>Writes on from a prompt.</summary>
    /// <param name="prompt">The prompt; an empty one begins a document.</param>
    /// <param name="sampling">How tokens are chosen.</param>
    /// <param name="maxTokens">Most tokens to write.</param>
    /// <param name="stops">Strings that end the text; they are not part of it.</param>
    /// <param name="show">Told the text as it grows, never half a character.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UserErrorException">The prompt is longer than the model can see.</exception>
    public GeneratedText Generate(
        string prompt, SamplingOptions sampling, int maxTokens, IReadOnlyList<string> stops, Action<string> show, CancellationToken cancellationToken)
    {
        int[] encoded = tokenizer.Encode(Encoding.UTF8.GetBytes(prompt));
        List<int> seen = encoded.Length > 0 ? [.. encoded] : [tokenizer.EndOfTextId];
        if (seen.Count > model.MaxLength)
        {
            throw new UserErrorException(
                $"The prompt has {seen.Count} tokens, and the model sees at most {model.MaxLength}. Shorten it.", ExitCode.Usage);
        }

        model.Reset();
        var chooser = new TokenChooser(sampling);
        var text = new GrowingText(tokenizer, stops, show);
        var written = new List<int>();
        long[] news = [.. seen];
        while (written.Count < maxTokens)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (model.Length + news.Length > model.MaxLength)
            {
                return text.Finish(written, TextEnd.ContextFull);
            }

            var logits = model.Next(news);
            var token = chooser.Choose(logits.AsSpan(0, tokenizer.VocabularySize), seen);
            if (token == tokenizer.EndOfTextId)
            {
                return text.Finish(written, TextEnd.EndOfText);
            }

            seen.Add(token);
            written.Add(token);
            news = [token];
            if (text.Add(token))
            {
                return text.Finish(written, TextEnd.StopString);
            }
        }

        return text.Finish(written, TextEnd.Length);
    }

    /// <summary>Tokens as text: half a character waits for its other half, and what may be a stop string for its end.</summary>
    private sealed class GrowingText(ByteLevelTokenizer tokenizer, IReadOnlyList<string> stops, Action<string> show)
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private readonly StopStrings _stops = new(stops);
        private readonly StringBuilder _text = new();
        private bool _stopped;

        /// <returns>Whether a stop string has come.</returns>
        public bool Add(int token)
        {
            var bytes = new ArrayBufferWriter<byte>();
            tokenizer.Decode([token], bytes);
            (var text, _stopped) = _stops.Add(Decode(bytes.WrittenSpan, flush: false));
            Show(text);
            return _stopped;
        }

        public GeneratedText Finish(List<int> tokens, TextEnd end)
        {
            if (!_stopped)
            {
                (var text, _stopped) = _stops.Add(Decode([], flush: true));
                Show(_stopped ? text : text + _stops.Rest());
            }

            return new GeneratedText(_text.ToString(), tokens, end);
        }

        private string Decode(ReadOnlySpan<byte> bytes, bool flush)
        {
            var characters = new char[_decoder.GetCharCount(bytes, flush)];
            return new string(characters, 0, _decoder.GetChars(bytes, characters, flush));
        }

        private void Show(string text)
        {
            if (text.Length > 0)
            {
                _text.Append(text);
                show(text);
            }
        }
    }
}
