using System.Runtime.InteropServices;

namespace TorchSharp;

/// <content>Views, copies in another shape, and choosing elements.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Shim)]
    internal static partial nint lts_view(nint t, long* sizes, int n);

    [LibraryImport(Shim)]
    internal static partial nint lts_reshape(nint t, long* sizes, int n);

    [LibraryImport(Shim)]
    internal static partial nint lts_expand(nint t, long* sizes, int n);

    [LibraryImport(Shim)]
    internal static partial nint lts_permute(nint t, long* dims, int n);

    [LibraryImport(Shim)]
    internal static partial nint lts_transpose(nint t, long a, long b);

    [LibraryImport(Shim)]
    internal static partial nint lts_contiguous(nint t);

    [LibraryImport(Shim)]
    internal static partial nint lts_narrow(nint t, long dim, long start, long length);

    [LibraryImport(Shim)]
    internal static partial nint lts_slice(nint t, long dim, long start, long end, long step);

    [LibraryImport(Shim)]
    internal static partial nint lts_select(nint t, long dim, long index);

    [LibraryImport(Shim)]
    internal static partial nint lts_squeeze(nint t, long dim, int all);

    [LibraryImport(Shim)]
    internal static partial nint lts_unsqueeze(nint t, long dim);

    [LibraryImport(Shim)]
    internal static partial nint lts_flatten(nint t, long from, long to);

    [LibraryImport(Shim)]
    internal static partial nint lts_gather(nint t, long dim, nint index);

    [LibraryImport(Shim)]
    internal static partial nint lts_index_select(nint t, long dim, nint index);

    [LibraryImport(Shim)]
    internal static partial nint lts_triu(nint t, long diagonal);

    [LibraryImport(Shim)]
    internal static partial nint lts_tril(nint t, long diagonal);

    [LibraryImport(Shim)]
    internal static partial nint lts_masked_fill(nint t, nint mask, double value, int integral);

    [LibraryImport(Shim)]
    internal static partial nint lts_cat(nint* t, int n, long dim);

    [LibraryImport(Shim)]
    internal static partial nint lts_stack(nint* t, int n, long dim);

    [LibraryImport(Shim)]
    internal static partial int lts_split(nint t, long size, long dim, nint* parts, int room);

    [LibraryImport(Shim)]
    internal static partial int lts_split_sizes(nint t, long* sizes, int n, long dim, nint* parts, int room);
}
