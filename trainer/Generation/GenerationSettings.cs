using System.Collections.Immutable;
using Lts.Domain.Trainings;
using Lts.Hosting;
using Lts.Trainer.Generation.Sampling;

namespace Lts.Trainer.Generation;

/// <summary>What to generate.</summary>
internal sealed record GenerationSettings
{
    /// <summary>Most tokens after the prompt.</summary>
    public int MaxNewTokens { get; init; } = GenerationDefaults.MaxTokens;

    /// <summary>Texts that end a text, and are left out.</summary>
    public ImmutableArray<string> StopStrings { get; init; } = [];

    /// <summary>How tokens are chosen; defaults to what generate does.</summary>
    public SamplingSettings Sampling { get; init; } = new();

    /// <summary>Whether keys and values of earlier tokens are kept; without, each token costs as much as the whole text. Defaults to true.</summary>
    public bool UseCache { get; init; } = true;

    /// <summary>Threads of ONNX Runtime; 0, the default, is one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Checks the settings.</summary>
    /// <exception cref="UserErrorException">Some are out of range; every one is named.</exception>
    public void ThrowIfInvalid()
    {
        var errors = new List<string>();
        Check(MaxNewTokens >= 1, $"--max-tokens must be at least 1, not {MaxNewTokens}.");
        Check(StopStrings.All(text => text.Length > 0), $"--stop must not be empty.");
        Check(Sampling.Temperature is >= 0 and <= 100, $"--temperature must be from 0 (greedy) to 100, not {Sampling.Temperature}.");
        Check(Sampling.TopK >= 0, $"--top-k must be at least 0 (all), not {Sampling.TopK}.");
        Check(Sampling.TopP is > 0 and <= 1, $"--top-p must be above 0 and at most 1, not {Sampling.TopP}.");
        Check(Sampling.RepetitionPenalty is > 0 and <= 100, $"--repetition-penalty must be above 0 and at most 100, not {Sampling.RepetitionPenalty}.");
        Check(Threads is >= 0 and <= 1024, $"--threads must be from 0 (all) to 1024, not {Threads}.");
        if (errors.Count > 0)
        {
            throw new UserErrorException(string.Join('\n', errors), ExitCode.Usage);
        }

        void Check(bool valid, FormattableString error)
        {
            if (!valid)
            {
                errors.Add(error.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }
}
