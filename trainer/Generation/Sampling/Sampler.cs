using Lts.Hosting;
using Lts.Trainer.Inference;

namespace Lts.Trainer.Generation.Sampling;

/// <summary>Chooses the tokens of one text.</summary>
internal sealed class Sampler
{
    /// <summary>Candidates that nearly always hold the probability that is asked for; if not, all are sorted.</summary>
    private const int FirstCandidates = 512;

    private readonly SamplingSettings _settings;
    private readonly UniformStream _random;
    private readonly HashSet<int> _occurred = [];
    private readonly float[] _changed;

    /// <summary>Begins a text.</summary>
    /// <param name="settings">Temperature, cuts and penalty of the choice.</param>
    /// <param name="row">The text's number among those of a seed.</param>
    /// <param name="vocabularySize">Number of ids.</param>
    /// <param name="prompt">Token ids of the prompt, which count as having occurred.</param>
    public Sampler(SamplingSettings settings, int row, int vocabularySize, ReadOnlySpan<int> prompt)
    {
        _settings = settings;
        _random = new UniformStream(settings.Seed, row);
        _changed = IsPenalised || !IsGreedy ? new float[vocabularySize] : [];
        foreach (var id in prompt)
        {
            _occurred.Add(id);
        }
    }

    private bool IsGreedy => _settings.Temperature == 0;

    private bool IsPenalised => _settings.RepetitionPenalty is < 1 or > 1;

    /// <summary>Chooses the next token.</summary>
    /// <param name="logits">The logit of each id.</param>
    /// <exception cref="UserErrorException">A logit is NaN.</exception>
    public int Next(ReadOnlySpan<float> logits)
    {
        if (IsPenalised)
        {
            logits = Penalise(logits);
        }

        var id = LogitRow.IndexOfMax(logits) is var best && best < 0
            ? throw new UserErrorException("The model's logits are not numbers: its weights are damaged, or its training diverged.", ExitCode.Failure)
            : IsGreedy ? best : Draw(logits);
        if (IsPenalised)
        {
            _occurred.Add(id);
        }

        return id;
    }

    private ReadOnlySpan<float> Penalise(ReadOnlySpan<float> logits)
    {
        logits.CopyTo(_changed);
        var penalty = (float)_settings.RepetitionPenalty;
        foreach (var id in _occurred)
        {
            _changed[id] = _changed[id] > 0 ? _changed[id] / penalty : _changed[id] * penalty;
        }

        return _changed;
    }

    private int Draw(ReadOnlySpan<float> logits)
    {
        for (var i = 0; i < logits.Length; i++)
        {
            _changed[i] = (float)(logits[i] / _settings.Temperature);
        }

        var max = LogitRow.Max(_changed);
        if (_settings.TopK == 0 && _settings.TopP >= 1)
        {
            return DrawFromAll(max, LogitRow.SumExp(_changed, max));
        }

        var candidates = TopCandidates.Find(_changed, _settings.TopK > 0 ? _settings.TopK : FirstCandidates);

        // The probability of top-p is a share of what top-k left.
        var total = _settings.TopK > 0 ? Mass(candidates, max) : LogitRow.SumExp(_changed, max);
        var needed = _settings.TopP * total;
        if (_settings.TopK == 0 && Mass(candidates, max) < needed)
        {
            candidates = TopCandidates.Find(_changed, _changed.Length);
        }

        var (kept, mass) = (0, 0.0);
        while (kept < candidates.Length && (kept == 0 || mass < needed))
        {
            mass += Math.Exp(_changed[candidates[kept++]] - max);
        }

        var at = _random.Next() * mass;
        for (var i = 0; i < kept - 1; i++)
        {
            at -= Math.Exp(_changed[candidates[i]] - max);
            if (at < 0)
            {
                return candidates[i];
            }
        }

        return candidates[kept - 1];
    }

    private int DrawFromAll(float max, double mass)
    {
        var at = _random.Next() * mass;
        for (var id = 0; id < _changed.Length; id++)
        {
            at -= Math.Exp(_changed[id] - max);
            if (at < 0)
            {
                return id;
            }
        }

        return LogitRow.IndexOfMax(_changed); // rounding left a little over
    }

    private double Mass(int[] ids, float max)
    {
        var sum = 0.0;
        foreach (var id in ids)
        {
            sum += Math.Exp(_changed[id] - max);
        }

        return sum;
    }
}
