using Lts.Trainer.Models;
using Lts.Trainer.Training.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lts.Trainer.Training.Loop;

/// <summary>
/// AdamW with decoupled weight decay on matrices and embeddings only: biases and layer norms are few and scale-sensitive, and are left alone
/// (Brown et al. 2020, as nanoGPT and Archai do).
/// </summary>
internal sealed class WeightOptimizer : IDisposable
{
    private readonly AdamW _optimizer;

    /// <summary>Names of the weights in the optimiser's order: those that decay, then the others.</summary>
    private readonly string[] _names;

    /// <summary>Creates the optimiser of a model's weights, with moments of 0.</summary>
    public WeightOptimizer(Gpt2 model, TrainingSettings settings)
    {
        var weights = model.named_parameters().ToList();
        Parameters = [.. weights.Select(w => w.parameter)];
        var decaying = weights.Where(w => w.parameter.dim() >= 2).ToList();
        var others = weights.Where(w => w.parameter.dim() < 2).ToList();
        _names = [.. decaying.Concat(others).Select(w => w.name)];
        _optimizer = optim.AdamW(
            [Group(decaying.Select(w => w.parameter), settings.WeightDecay), Group(others.Select(w => w.parameter), 0)],
            settings.LearningRate, settings.Beta1, settings.Beta2, settings.Epsilon, settings.WeightDecay);

        static AdamW.ParamGroup Group(IEnumerable<Parameter> parameters, double decay) => new()
        {
            Parameters = parameters,
            Options = new AdamW.Options { weight_decay = decay },
        };
    }

    /// <summary>The weights, in the model's order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The running means of gradients and of their squares, by the names of the weights.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> Moments() =>
    [
        .. _names.Zip(_optimizer.state_dict().State).SelectMany(s => new[]
        {
            ($"{s.First}.exp_avg", s.Second.exp_avg), ($"{s.First}.exp_avg_sq", s.Second.exp_avg_sq),
        }),
    ];

    /// <summary>Tells the optimiser how many steps lie behind moments that were loaded: it corrects their bias by that number.</summary>
    public void ContinueAfter(int steps)
    {
        foreach (var state in _optimizer.state_dict().State)
        {
            state.step = steps;
        }
    }

    /// <summary>Forgets the gradients.</summary>
    public void Clear() => _optimizer.zero_grad();

    /// <summary>Updates the weights.</summary>
    /// <param name="learningRate">Rate of this step.</param>
    public void Step(double learningRate)
    {
        foreach (var group in _optimizer.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        _optimizer.step();
    }

    /// <inheritdoc/>
    public void Dispose() => _optimizer.Dispose();
}
