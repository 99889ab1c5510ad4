namespace Lts.Trainer.Generation;

/// <summary>Chooses the next token from a model's logits. Pure but for its seeded draws: the same logits give the same tokens.</summary>
/// <param name="options">How; valid.</param>
internal sealed class TokenChooser(SamplingOptions options)
{
    private readonly Random _random = new(options.Seed);

    /// <summary>Chooses a token.</summary>
    /// <param name="logits">One for each token of the vocabulary; changed.</param>
    /// <param name="history">Tokens that have occurred.</param>
    public int Choose(Span<float> logits, IReadOnlyCollection<int> history)
    {
        Penalise(logits, history);
        if (options.Temperature == 0)
        {
            return Likeliest(logits);
        }

        // Sorted by logit, likeliest first; of equals the lower id, so that the order is one.
        var order = Enumerable.Range(0, logits.Length).ToArray();
        var keys = new float[logits.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = -logits[i];
        }

        Array.Sort(keys, order);
        var kept = options.TopK > 0 ? Math.Min(options.TopK, order.Length) : order.Length;
        var shares = new double[kept];
        var total = 0.0;
        for (var i = 0; i < kept; i++)
        {
            shares[i] = Math.Exp((keys[0] - keys[i]) / options.Temperature);
            total += shares[i];
        }

        // Of what top-k left, the fewest tokens that reach the wanted probability.
        var reach = 0.0;
        var candidates = 0;
        while (candidates < kept && (candidates == 0 || reach < options.TopP * total))
        {
            reach += shares[candidates++];
        }

        var draw = _random.NextDouble() * reach;
        for (var i = 0; i < candidates; i++)
        {
            draw -= shares[i];
            if (draw < 0)
            {
                return order[i];
            }
        }

        return order[candidates - 1];
    }

    private void Penalise(Span<float> logits, IReadOnlyCollection<int> history)
    {
        if (options.RepetitionPenalty == 1)
        {
            return;
        }

        foreach (var token in history.Distinct())
        {
            logits[token] = (float)(logits[token] > 0 ? logits[token] / options.RepetitionPenalty : logits[token] * options.RepetitionPenalty);
        }
    }

    private static int Likeliest(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            best = logits[i] > logits[best] ? i : best;
        }

        return best;
    }
}
