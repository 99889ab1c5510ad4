namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Elements set to 0 with probability p while it trains, the others divided by 1 - p.</summary>
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>Dropout (Srivastava et al. 2014).</summary>
    public sealed class Dropout : nn.Module<Tensor, Tensor>
    {
        private readonly bool _inplace;

        internal Dropout(double probability, bool inplace)
            : base(nameof(Dropout)) => (p, _inplace) = (probability, inplace);

        /// <summary>The probability.</summary>
        public double p { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.dropout(input, p, training, _inplace);
    }
}
