using System.Runtime.InteropServices;

namespace TorchSharp;

/// <content>Random numbers.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Shim)]
    internal static partial int lts_manual_seed(ulong seed);

    [LibraryImport(Shim)]
    internal static partial int lts_rng_seed(int device, ulong* seed);

    [LibraryImport(Shim)]
    internal static partial nint lts_rng_state(int device);

    [LibraryImport(Shim)]
    internal static partial int lts_set_rng_state(int device, nint state);

    [LibraryImport(Shim)]
    internal static partial int lts_rng_manual_seed(int device, ulong seed);

    [LibraryImport(Shim)]
    internal static partial nint lts_rand(long* sizes, int n, int dtype, int device);

    [LibraryImport(Shim)]
    internal static partial nint lts_randn(long* sizes, int n, int dtype, int device);

    [LibraryImport(Shim)]
    internal static partial nint lts_randint(long low, long high, long* sizes, int n, int dtype, int device);

    [LibraryImport(Shim)]
    internal static partial int lts_normal_(nint t, double mean, double deviation);

    [LibraryImport(Shim)]
    internal static partial int lts_uniform_(nint t, double low, double high);
}
