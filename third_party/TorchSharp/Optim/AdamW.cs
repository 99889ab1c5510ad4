namespace TorchSharp.Modules;

using static torch;

/// <summary>
/// AdamW (Loshchilov and Hutter, arXiv 1711.05101), operator by operator in the order of torch.optim.AdamW, so that every bit is as there.
/// </summary>
public sealed unsafe partial class AdamW : optim.Optimizer
{
    private readonly List<ParamGroup> _groups;
    private readonly Dictionary<Parameter, State> _state = new(ReferenceEqualityComparer.Instance);

    /// <summary>Over one group.</summary>
    public AdamW(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay)
    {
    }

    /// <summary>Over groups; what their options leave out is as given here.</summary>
    /// <exception cref="ArgumentException">A number is out of its range, or a parameter in two groups.</exception>
    public AdamW(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0)
    {
        Check(lr >= 0, nameof(lr), lr);
        Check(eps >= 0, nameof(eps), eps);
        Check(beta1 is >= 0 and < 1, nameof(beta1), beta1);
        Check(beta2 is >= 0 and < 1, nameof(beta2), beta2);
        Check(weight_decay >= 0, nameof(weight_decay), weight_decay);
        _groups = [.. parameters];
        foreach (var group in _groups)
        {
            group.Parameters = [.. group.Parameters];
            group.Fill(new Options
            {
                LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay,
            });
            foreach (var parameter in group.Parameters)
            {
                if (!_state.TryAdd(parameter, new State(parameter)))
                {
                    throw new ArgumentException("A parameter is in two groups.", nameof(parameters));
                }
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<optim.ILearningRateController> ParamGroups => _groups;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => _groups.SelectMany(group => group.Parameters);

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        var loss = closure?.Invoke();
        foreach (var group in _groups)
        {
            var o = group.Options!;
            foreach (var parameter in group.Parameters)
            {
                using (var gradient = parameter.grad)
                {
                    if (gradient is null)
                    {
                        continue;
                    }
                }

                var state = _state[parameter];
                var (p, m, v) = (parameter.Handle, state.exp_avg.Handle, state.exp_avg_sq.Handle);
                Native.Check(Native.lts_adamw_step(
                    &p, &m, &v, 1, ++state.step, o.LearningRate!.Value, o.beta1!.Value, o.beta2!.Value, o.eps!.Value, o.weight_decay!.Value, 1, 0));
            }
        }

        return loss;
    }

    /// <summary>Options a group and state a parameter, in their order: the tensors themselves, not copies.</summary>
    public StateDictionary state_dict() => new([.. _groups.Select(group => group.Options!)], [.. parameters().Select(p => _state[p])]);

    /// <summary>Copies options and state in.</summary>
    /// <exception cref="ArgumentException">There are other numbers of groups or parameters.</exception>
    public void load_state_dict(StateDictionary state_dict)
    {
        var own = parameters().ToList();
        if (state_dict.Options.Count != _groups.Count || state_dict.State.Count != own.Count)
        {
            throw new ArgumentException(
                $"The state is of {state_dict.Options.Count} groups and {state_dict.State.Count} parameters, not of {_groups.Count} and {own.Count}.");
        }

        for (var i = 0; i < _groups.Count; i++)
        {
            _groups[i].Options = state_dict.Options[i] with { };
        }

        for (var i = 0; i < own.Count; i++)
        {
            _state[own[i]].CopyFrom(state_dict.State[i]);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var state in _state.Values)
        {
            state.Dispose();
        }
    }

    private static void Check(bool good, string name, double value)
    {
        if (!good)
        {
            throw new ArgumentException($"{name} is {value}, out of its range.", name);
        }
    }
}
