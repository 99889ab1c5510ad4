using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Generation.Sampling;

namespace Lts.Trainer.Generation;

/// <summary>One text of a batch while it grows.</summary>
/// <param name="prompt">What is continued, at least one token.</param>
/// <param name="promptTokens">Tokens that the user gave.</param>
/// <param name="sampler">Chooses the next token from logits.</param>
/// <param name="assembler">Makes text of the tokens.</param>
/// <param name="tokenizer">Says which token ends a text.</param>
internal sealed class TextInProgress(int[] prompt, int promptTokens, Sampler sampler, TextAssembler assembler, ITokenizer tokenizer)
{
    private readonly List<int> _tokens = [];
    private FinishReason? _reason;

    /// <summary>What is continued.</summary>
    public int[] Prompt => prompt;

    /// <summary>Whether nothing more comes.</summary>
    public bool HasEnded => _reason is not null;

    /// <summary>Chooses the next token and says whether the text goes on.</summary>
    /// <param name="logits">The logit of each id.</param>
    /// <param name="maxNewTokens">Most tokens to write.</param>
    /// <param name="maxSequenceLength">Most tokens with the prompt.</param>
    /// <returns>The token.</returns>
    public int Take(ReadOnlySpan<float> logits, int maxNewTokens, int maxSequenceLength)
    {
        var token = sampler.Next(logits[..tokenizer.VocabularySize]); // a model may have more ids than its tokenizer: they are not text
        if (token == tokenizer.EndOfTextId)
        {
            End(FinishReason.EndOfText);
            return token;
        }

        _tokens.Add(token);
        if (assembler.Append(token))
        {
            End(FinishReason.StopString);
        }
        else if (_tokens.Count == maxNewTokens)
        {
            End(FinishReason.MaxTokens);
        }
        else if (prompt.Length + _tokens.Count == maxSequenceLength)
        {
            End(FinishReason.ContextFull);
        }

        return token;
    }

    /// <summary>What came of it.</summary>
    public GeneratedText Result() => new(promptTokens, [.. _tokens], assembler.Text, _reason!.Value);

    private void End(FinishReason reason)
    {
        _reason = reason;
        if (reason != FinishReason.StopString)
        {
            assembler.Complete();
        }
    }
}
