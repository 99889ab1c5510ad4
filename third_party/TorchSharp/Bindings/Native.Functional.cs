using System.Runtime.InteropServices;

namespace TorchSharp;

/// <content>Layers, as functions.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Shim)]
    internal static partial nint lts_linear(nint x, nint weight, nint bias);

    [LibraryImport(Shim)]
    internal static partial nint lts_embedding(nint weight, nint ids, long padding);

    [LibraryImport(Shim)]
    internal static partial nint lts_layer_norm(nint x, long* sizes, int n, nint weight, nint bias, double eps);

    [LibraryImport(Shim)]
    internal static partial nint lts_gelu(nint x, int tanh);

    [LibraryImport(Shim)]
    internal static partial nint lts_dropout(nint x, double p, int training);

    [LibraryImport(Shim)]
    internal static partial nint lts_conv1d(nint x, nint weight, nint bias, long stride, long padding, long dilation, long groups);

    [LibraryImport(Shim)]
    internal static partial nint lts_cross_entropy(nint x, nint target, nint weight, long ignore, long reduction, double smoothing);

    [LibraryImport(Shim)]
    internal static partial nint lts_attention(nint q, nint k, nint v, nint mask, double dropout, int causal);
}
