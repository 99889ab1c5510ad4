namespace TorchSharp;

public static unsafe partial class torch
{
    public static partial class nn
    {
        /// <summary>How a loss over many elements becomes one number.</summary>
        public enum Reduction : long
        {
            /// <summary>It does not.</summary>
            None = 0,

            /// <summary>Their mean.</summary>
            Mean = 1,

            /// <summary>Their sum.</summary>
            Sum = 2,
        }

        /// <summary>Layers as functions. B batch, T positions, C features.</summary>
        public static partial class functional
        {
            /// <summary>x·Wᵀ + b with W (out, in).</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Native.Tensor(Native.lts_linear(input.Handle, weights.Handle, bias?.Handle ?? 0));

            /// <summary>Layer normalisation (Ba et al. 2016) over the last dimensions.</summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-05)
            {
                fixed (long* sizes = normalized_shape)
                {
                    return Native.Tensor(Native.lts_layer_norm(
                        input.Handle, sizes, normalized_shape.Length, weight?.Handle ?? 0, bias?.Handle ?? 0, eps));
                }
            }

            /// <summary>x·Φ(x), by the error function.</summary>
            public static Tensor gelu(Tensor x) => Native.Tensor(Native.lts_gelu(x.Handle, 0));

            /// <summary>x, or 0 if it is negative.</summary>
            public static Tensor relu(Tensor x, bool inplace = false) =>
                inplace ? throw new NotSupportedException("relu in place is not bound.") : x.relu();

            /// <summary>exp(x) / Σ exp(x) along a dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>log softmax along a dimension.</summary>
            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);

            /// <summary>Elements set to 0 with probability p, the others divided by 1 - p; nothing unless training.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace
                    ? throw new NotSupportedException("dropout in place is not bound.")
                    : Native.Tensor(Native.lts_dropout(input.Handle, p, training ? 1 : 0));

            /// <summary>A convolution of width k over input (B, C, T).</summary>
            public static Tensor conv1d(
                Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Native.Tensor(Native.lts_conv1d(
                    input.Handle, weight.Handle, bias?.Handle ?? 0, stride ?? 1, padding ?? 0, dilation ?? 1, groups));

            /// <summary>-log softmax(input)[target]: input (N, C), target (N) of int64; targets equal to ignore_index do not count.</summary>
            public static Tensor cross_entropy(
                Tensor input,
                Tensor target,
                Tensor? weight = null,
                long ignore_index = -100,
                Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                Native.Tensor(Native.lts_cross_entropy(
                    input.Handle, target.Handle, weight?.Handle ?? 0, ignore_index, (long)reduction, label_smoothing));

            /// <summary>softmax(q·kᵀ/√d + mask)·v with query (B, H, T, d) and key, value (B, H, S, d).</summary>
            /// <param name="query">(B, H, T, d).</param>
            /// <param name="key">(B, H, S, d).</param>
            /// <param name="value">(B, H, S, d).</param>
            /// <param name="attn_mask">Added to the scores, or of booleans: true where attention may go.</param>
            /// <param name="p">Dropout of the weights, also when not training: pass 0 then.</param>
            /// <param name="is_casual">Whether position t sees positions up to t only. Spelt as in TorchSharp.</param>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false) =>
                Native.Tensor(Native.lts_attention(
                    query.Handle, key.Handle, value.Handle, attn_mask?.Handle ?? 0, p, is_casual ? 1 : 0));
        }

        /// <summary>What helps training.</summary>
        public static class utils
        {
            /// <summary>Scales all gradients together so that their norm is at most <paramref name="max_norm"/>; returns what it was.</summary>
            public static double clip_grad_norm_(IEnumerable<Modules.Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                double total;
                var all = Handles(tensors);
                fixed (nint* handles = all)
                {
                    Native.Check(Native.lts_clip_grad_norm(handles, all.Length, max_norm, norm_type, &total));
                }

                return total;
            }
        }

        /// <summary>First values of parameters.</summary>
        public static class init
        {
            /// <summary>Normal.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0.0, double std = 1.0)
            {
                using var none = no_grad();
                Native.Check(Native.lts_normal_(tensor.Handle, mean, std));
                return tensor;
            }

            /// <summary>Uniform.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0.0, double high = 1.0)
            {
                using var none = no_grad();
                Native.Check(Native.lts_uniform_(tensor.Handle, low, high));
                return tensor;
            }

            /// <summary>All 0.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>All 1.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>All one value.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var none = no_grad();
                return tensor.fill_(val);
            }
        }
    }
}
