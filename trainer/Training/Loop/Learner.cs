using Lts.Domain.Architectures;
using Lts.Trainer.Data.Batches;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Libtorch;
using Lts.Trainer.Models;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Parallel;
using static TorchSharp.torch;

namespace Lts.Trainer.Training.Loop;

/// <summary>A model with its optimiser on a device: computes steps, and knows nothing of files, intervals or time.</summary>
internal sealed class Learner : IDisposable
{
    private readonly TrainingSettings _settings;
    private readonly Compute _compute;
    private readonly Collective _processes;
    private readonly HeadLoss _loss;
    private readonly long[] _inputs;
    private readonly long[] _targets;
    private readonly int _sequences;

    /// <summary>Creates the model with initial weights, the same in every process.</summary>
    public Learner(Architecture architecture, TrainingSettings settings, Compute compute, Collective processes)
    {
        (_settings, _compute, _processes) = (settings, compute, processes);
        manual_seed(StepSeed.Initial(settings.Seed));
        Model = DecoderModels.Create(architecture, settings.Dropout);
        compute.Place(Model);
        Optimizer = new FusedAdamW(
            Model.named_parameters(),
            new AdamWSettings(settings.LearningRate, settings.WeightDecay, settings.Beta1, settings.Beta2, settings.Epsilon));
        _loss = new HeadLoss(Model, architecture.VocabularySize, compute);
        _sequences = settings.BatchSize / processes.World;
        _inputs = new long[_sequences * settings.SequenceLength];
        _targets = new long[_inputs.Length];
    }

    /// <summary>What learns; its weights are those after the last update.</summary>
    public DecoderModel Model { get; }

    /// <summary>Moves the weights, and keeps the moments that checkpoints save.</summary>
    public FusedAdamW Optimizer { get; }

    /// <summary>Computes a step's gradient, averaged over its batches and over all processes.</summary>
    /// <param name="step">The step, from 1, which decides the sequences.</param>
    /// <param name="data">Gives the sequences by their number.</param>
    /// <param name="stop">Whether this process has been asked to stop.</param>
    public StepGradient Gradient(int step, BatchSampler data, bool stop)
    {
        Model.train();
        manual_seed(StepSeed.Of(_settings.Seed, step, _processes.Rank));
        Model.zero_grad();
        var loss = 0.0;
        for (var batch = 0; batch < _settings.AccumulationSteps; batch++)
        {
            var first = ((step - 1L) * _settings.SequencesPerStep) + ((long)batch * _settings.BatchSize) + ((long)_processes.Rank * _sequences);
            loss += Accumulate(first, data) / _settings.AccumulationSteps;
        }

        _processes.AverageGradients(Model.parameters());
        var sums = _processes.Sum([loss, stop ? 1 : 0]);
        return new StepGradient(sums[0] / _processes.World, Optimizer.GradientNorm(), sums[1] > 0);
    }

    /// <summary>Updates the weights by the gradient, clipped to the configured norm.</summary>
    public void Update(StepGradient gradient, double learningRate)
    {
        Optimizer.LearningRate = learningRate;
        Optimizer.Step(FusedAdamW.ClipFactor(gradient.Norm, _settings.GradientClipNorm));
    }

    /// <summary>Mean loss on the beginning of a text, in sequences that do not overlap, shared out among the processes.</summary>
    /// <param name="text">The text; at least one sequence and a token long.</param>
    /// <param name="tokens">How many tokens of it, at least; rounded to whole sequences, and no more than there are.</param>
    /// <returns>Nats per token.</returns>
    public double Evaluate(TokenSplit text, long tokens)
    {
        Model.eval();
        using var none = no_grad();
        var length = _settings.SequenceLength;
        var count = EvaluationSequences(text.TokenCount, tokens, length);
        var ids = new int[length + 1];
        double sum = 0;
        for (long first = (long)_processes.Rank * _sequences; first < count; first += (long)_processes.World * _sequences)
        {
            var sequences = (int)Math.Min(_sequences, count - first);
            for (var i = 0; i < sequences; i++)
            {
                text.Read((first + i) * length, ids);
                for (var t = 0; t < length; t++)
                {
                    _inputs[(i * length) + t] = ids[t];
                    _targets[(i * length) + t] = ids[t + 1];
                }
            }

            using var scope = NewDisposeScope();
            sum += _loss.Sum(Hidden(sequences), Batch(_targets, sequences).view(-1));
        }

        return _processes.Sum([sum])[0] / (count * length);
    }

    /// <summary>The weights by name, as they lie on the device.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> Weights() =>
        [.. Model.named_parameters().Select(weight => (weight.name, (Tensor)weight.parameter))];

    /// <summary>The optimiser's running means of gradients and of their squares, by the names of the weights.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> Moments() =>
        [.. Optimizer.Slots.SelectMany(slot => new[] { ($"{slot.Name}.exp_avg", slot.Mean), ($"{slot.Name}.exp_avg_sq", slot.Square) })];

    /// <summary>Sequences of an evaluation.</summary>
    public static long EvaluationSequences(long available, long wanted, int sequenceLength) =>
        Math.Min((wanted + sequenceLength - 1) / sequenceLength, (available - 1) / sequenceLength);

    /// <inheritdoc/>
    public void Dispose()
    {
        Optimizer.Dispose();
        Model.Dispose();
    }

    private double Accumulate(long firstSequence, BatchSampler data)
    {
        var length = _settings.SequenceLength;
        for (var i = 0; i < _sequences; i++)
        {
            data.Fill(firstSequence + i, _inputs.AsSpan(i * length, length), _targets.AsSpan(i * length, length));
        }

        using var scope = NewDisposeScope();
        return _loss.Backward(Hidden(_sequences), Batch(_targets, _sequences).view(-1), 1.0 / _settings.AccumulationSteps).item<float>();
    }

    /// <summary>The model below its head on the batch at hand, (B, S, D).</summary>
    private Tensor Hidden(int sequences)
    {
        using var precision = _compute.Autocast();
        return Model.Hidden(Batch(_inputs, sequences));
    }

    private Tensor Batch(long[] ids, int sequences) =>
        _compute.Put(tensor(ids, [_sequences, _settings.SequenceLength]).narrow(0, 0, sequences));
}
