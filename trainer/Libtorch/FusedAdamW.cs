using TorchSharp.Modules;

namespace Lts.Trainer.Libtorch;

/// <summary>
/// AdamW (Loshchilov and Hutter, arXiv 1711.05101) in one pass over memory, or, exact, operator by operator with the bits of
/// torch.optim.AdamW. Weight decay goes to matrices and embeddings only: parameters of two dimensions or more.
/// </summary>
internal sealed unsafe class FusedAdamW : IDisposable
{
    private readonly Group[] _groups;

    /// <summary>Creates it with moments of 0.</summary>
    /// <param name="parameters">The parameters by name, in any order; they stay on their device.</param>
    /// <param name="settings">Rate, decay, betas and epsilon.</param>
    public FusedAdamW(IEnumerable<(string name, Parameter parameter)> parameters, AdamWSettings settings)
    {
        Settings = settings;
        LearningRate = settings.LearningRate;
        Slots = [.. parameters.Select(p => new AdamWSlot(p.name, p.parameter))];
        _groups =
        [
            new Group([.. Slots.Where(s => s.Parameter.ndim >= 2)], settings.WeightDecay),
            new Group([.. Slots.Where(s => s.Parameter.ndim < 2)], 0),
        ];
    }

    /// <summary>Its numbers.</summary>
    public AdamWSettings Settings { get; }

    /// <summary>The rate of the next step.</summary>
    public double LearningRate { get; set; }

    /// <summary>Steps so far; a checkpoint sets it.</summary>
    public long StepCount { get; set; }

    /// <summary>Parameters and their moments, in the order given: what a checkpoint saves, and copies into.</summary>
    public IReadOnlyList<AdamWSlot> Slots { get; }

    /// <summary>Changes the parameters by their gradients.</summary>
    /// <param name="gradientScale">What each gradient is multiplied with first: clipping without a pass of its own.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">libtorch refuses.</exception>
    public void Step(double gradientScale = 1)
    {
        StepCount++;
        foreach (var group in _groups)
        {
            fixed (nint* p = group.Parameters, m = group.Means, v = group.Squares)
            {
                Shim.Check(Shim.lts_adamw_step(
                    p, m, v, group.Parameters.Length, StepCount, LearningRate, Settings.Beta1, Settings.Beta2, Settings.Epsilon,
                    group.WeightDecay, gradientScale, Settings.Exact ? 0 : 1));
            }
        }
    }

    /// <summary>The 2-norm of all gradients together; nothing is changed.</summary>
    public double GradientNorm()
    {
        double norm;
        nint[] all = [.. _groups[0].Parameters, .. _groups[1].Parameters];
        fixed (nint* p = all)
        {
            Shim.Check(Shim.lts_grad_norm(p, all.Length, &norm));
        }

        return norm;
    }

    /// <summary>The factor for <see cref="Step"/> that clips a norm, as torch.nn.utils.clip_grad_norm_ does.</summary>
    /// <param name="norm">Of <see cref="GradientNorm"/>.</param>
    /// <param name="maximum">What it may be; 0 or less: anything.</param>
    public static double ClipFactor(double norm, double maximum) => maximum > 0 ? Math.Min(1, maximum / (norm + 1e-6)) : 1;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in Slots)
        {
            slot.Dispose();
        }
    }

    private sealed record Group(nint[] Parameters, nint[] Means, nint[] Squares, double WeightDecay)
    {
        /// <summary>Gathers the handles of parameters that decay alike.</summary>
        public Group(AdamWSlot[] slots, double weightDecay)
            : this([.. slots.Select(s => s.Parameter.Handle)], [.. slots.Select(s => s.Mean.Handle)], [.. slots.Select(s => s.Square.Handle)], weightDecay)
        {
        }
    }
}
