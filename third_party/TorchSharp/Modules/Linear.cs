namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x·Wᵀ + b, initialised uniformly within ±1/√inputSize.</summary>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>x·Wᵀ + b.</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        internal Linear(long inputs, long outputs, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(Linear))
        {
            var bound = 1 / Math.Sqrt(inputs);
            weight = new Parameter(nn.init.uniform_(empty([outputs, inputs], dtype, device), -bound, bound));
            register_parameter("weight", weight);
            if (hasBias)
            {
                bias = new Parameter(nn.init.uniform_(empty([outputs], dtype, device), -bound, bound));
                register_parameter("bias", bias);
            }
        }

        /// <summary>W (out, in).</summary>
        public Parameter weight { get; }

        /// <summary>b (out).</summary>
        public Parameter? bias { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);
    }
}
