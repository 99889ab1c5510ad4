namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A row of a table for each id, initialised normal(0, 1).</summary>
            public static Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, Device? device = null, ScalarType? dtype = null) =>
                new(num_embeddings, embedding_dims, padding_idx, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>A row of a table for each id.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly long _padding;

        internal Embedding(long count, long size, long? padding, Device? device, ScalarType? dtype)
            : base(nameof(Embedding))
        {
            _padding = padding ?? -1;
            weight = new Parameter(randn([count, size], dtype, device));
            register_parameter("weight", weight);
        }

        /// <summary>The table (ids, features).</summary>
        public Parameter weight { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => Native.Tensor(Native.lts_embedding(weight.Handle, input.Handle, _padding));
    }
}
