namespace TorchSharp.Modules;

using static torch;

/// <content>What it knows of groups and parameters.</content>
public sealed partial class AdamW
{
    /// <summary>A group's numbers; null: as the optimizer's.</summary>
    public sealed record Options
    {
        /// <summary>The rate of the next step.</summary>
        public double? LearningRate { get; set; }

        /// <summary>The rate at first.</summary>
        public double? InitialLearningRate { get; set; }

        /// <summary>How much of the mean of gradients a step keeps.</summary>
        public double? beta1 { get; set; }

        /// <summary>How much of the mean of squares a step keeps.</summary>
        public double? beta2 { get; set; }

        /// <summary>Added to the root of the mean of squares.</summary>
        public double? eps { get; set; }

        /// <summary>The part of a parameter that a step of rate 1 takes away.</summary>
        public double? weight_decay { get; set; }
    }

    /// <summary>Parameters with numbers of their own.</summary>
    public sealed class ParamGroup : optim.ILearningRateController
    {
        /// <summary>An empty group.</summary>
        public ParamGroup()
        {
        }

        /// <summary>A group; what its options leave out is as the optimizer's.</summary>
        public ParamGroup(IEnumerable<Parameter> parameters, Options? options = null) => (Parameters, Options) = (parameters, options);

        /// <summary>The parameters.</summary>
        public IEnumerable<Parameter> Parameters { get; set; } = [];

        /// <summary>The numbers.</summary>
        public Options? Options { get; set; }

        /// <inheritdoc/>
        public double LearningRate
        {
            get => Options!.LearningRate!.Value;
            set => Options!.LearningRate = value;
        }

        /// <inheritdoc/>
        public double InitialLearningRate
        {
            get => Options!.InitialLearningRate!.Value;
            set => Options!.InitialLearningRate = value;
        }

        internal void Fill(Options defaults)
        {
            var own = Options ?? new Options();
            Options = own with
            {
                LearningRate = own.LearningRate ?? defaults.LearningRate,
                InitialLearningRate = own.InitialLearningRate ?? own.LearningRate ?? defaults.InitialLearningRate,
                beta1 = own.beta1 ?? defaults.beta1,
                beta2 = own.beta2 ?? defaults.beta2,
                eps = own.eps ?? defaults.eps,
                weight_decay = own.weight_decay ?? defaults.weight_decay,
            };
        }
    }

    /// <summary>What it keeps of a parameter.</summary>
    public sealed class State : IDisposable
    {
        internal State(Parameter parameter)
        {
            exp_avg = zeros_like(parameter).DetachFromDisposeScope();
            exp_avg_sq = zeros_like(parameter).DetachFromDisposeScope();
        }

        /// <summary>Steps so far.</summary>
        public long step { get; set; }

        /// <summary>The running mean of gradients.</summary>
        public Tensor exp_avg { get; }

        /// <summary>The running mean of their squares.</summary>
        public Tensor exp_avg_sq { get; }

        /// <inheritdoc/>
        public void Dispose()
        {
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
        }

        internal void CopyFrom(State other)
        {
            step = other.step;
            exp_avg.copy_(other.exp_avg);
            exp_avg_sq.copy_(other.exp_avg_sq);
        }
    }

    /// <summary>All of it.</summary>
    /// <param name="Options">A group, in order.</param>
    /// <param name="State">A parameter, in order.</param>
    public sealed record StateDictionary(IReadOnlyList<Options> Options, IReadOnlyList<State> State);
}
