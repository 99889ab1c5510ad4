using System.Runtime.InteropServices;

namespace TorchSharp;

/// <content>A tensor's life, facts, data and gradient.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Shim)]
    internal static partial void lts_free(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_empty(long* sizes, int n, int dtype, int device);

    [LibraryImport(Shim)]
    internal static partial nint lts_full(long* sizes, int n, double value, int integral, int dtype, int device);

    [LibraryImport(Shim)]
    internal static partial nint lts_arange(long start, long stop, long step, int dtype, int device);

    [LibraryImport(Shim)]
    internal static partial nint lts_full_like(nint t, double value, int dtype, int device);

    [LibraryImport(Shim)]
    internal static partial nint lts_empty_like(nint t, int dtype, int device);

    [LibraryImport(Shim)]
    internal static partial nint lts_from_memory(void* data, long* sizes, int n, int dtype);

    [LibraryImport(Shim)]
    internal static partial int lts_copy_out(nint t, void* to, long bytes);

    [LibraryImport(Shim)]
    internal static partial void* lts_data(nint t);

    [LibraryImport(Shim), SuppressGCTransition]
    internal static partial int lts_dim(nint t);

    [LibraryImport(Shim), SuppressGCTransition]
    internal static partial void lts_sizes(nint t, long* to);

    [LibraryImport(Shim), SuppressGCTransition]
    internal static partial void lts_strides(nint t, long* to);

    [LibraryImport(Shim), SuppressGCTransition]
    internal static partial long lts_numel(nint t);

    [LibraryImport(Shim), SuppressGCTransition]
    internal static partial long lts_element_size(nint t);

    [LibraryImport(Shim), SuppressGCTransition]
    internal static partial int lts_dtype(nint t);

    [LibraryImport(Shim), SuppressGCTransition]
    internal static partial int lts_device(nint t);

    [LibraryImport(Shim), SuppressGCTransition]
    internal static partial int lts_is_contiguous(nint t);

    [LibraryImport(Shim)]
    internal static partial int lts_item(nint t, double* real, long* integer);

    [LibraryImport(Shim)]
    internal static partial int lts_equal(nint a, nint b);

    [LibraryImport(Shim)]
    internal static partial int lts_allclose(nint a, nint b, double rtol, double atol, int equalNan);

    [LibraryImport(Shim)]
    internal static partial nint lts_to(nint t, int dtype, int device, int copy, int nonBlocking);

    [LibraryImport(Shim)]
    internal static partial nint lts_alias(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_share(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_clone(nint t);

    [LibraryImport(Shim)]
    internal static partial int lts_copy_(nint to, nint from, int nonBlocking);

    [LibraryImport(Shim)]
    internal static partial int lts_cuda_is_available();

    [LibraryImport(Shim)]
    internal static partial int lts_cuda_device_count();

    [LibraryImport(Shim)]
    internal static partial int lts_grad_mode(int on);

    [LibraryImport(Shim)]
    internal static partial int lts_is_grad_enabled();

    [LibraryImport(Shim)]
    internal static partial int lts_requires_grad(nint t);

    [LibraryImport(Shim)]
    internal static partial int lts_set_requires_grad(nint t, int on);

    [LibraryImport(Shim)]
    internal static partial int lts_is_leaf(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_detach(nint t);

    [LibraryImport(Shim)]
    internal static partial int lts_backward(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_grad(nint t);

    [LibraryImport(Shim)]
    internal static partial int lts_set_grad(nint t, nint grad);

    [LibraryImport(Shim)]
    internal static partial int lts_zero_grad(nint* t, int n, int setToNone);
}
