using System.Runtime.InteropServices;
using TorchSharp.Loading;

namespace Lts.Trainer.Libtorch;

/// <summary>The functions of the shim over libtorch that TorchSharp has no names for; third_party/TorchSharp/native holds them.</summary>
internal static unsafe partial class Shim
{
    private const string Library = ShimLocator.Library;

    static Shim() => ShimLocator.Serve(typeof(Shim).Assembly);

    [LibraryImport(Library)]
    internal static partial int lts_torch_version();

    [LibraryImport(Library)]
    internal static partial byte* lts_error();

    [LibraryImport(Library)]
    internal static partial byte* lts_blas();

    [LibraryImport(Library)]
    internal static partial byte* lts_config();

    [LibraryImport(Library)]
    internal static partial void lts_set_num_threads(int n);

    [LibraryImport(Library)]
    internal static partial int lts_get_num_threads();

    [LibraryImport(Library)]
    internal static partial long lts_live_tensors();

    [LibraryImport(Library)]
    internal static partial int lts_allocator_install(ulong limit, ulong cacheLimit);

    [LibraryImport(Library)]
    internal static partial void lts_allocator_trim();

    [LibraryImport(Library)]
    internal static partial void lts_allocator_stats(long* numbers);

    [LibraryImport(Library)]
    internal static partial int lts_autocast(int cuda, int on, int dtype);

    [LibraryImport(Library)]
    internal static partial nint lts_gelu(nint x, int tanh);

    [LibraryImport(Library)]
    internal static partial nint lts_causal_attention(nint qkv, long heads);

    [LibraryImport(Library)]
    internal static partial nint lts_fused_cross_entropy(nint logits, nint targets, int mean);

    [LibraryImport(Library)]
    internal static partial int lts_adamw_step(
        nint* p, nint* m, nint* v, int n, long step, double lr, double beta1, double beta2, double eps, double decay, double scale, int mode);

    [LibraryImport(Library)]
    internal static partial int lts_grad_norm(nint* p, int n, double* total);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint lts_group_connect(
        string host, int port, int serve, int rank, int world, string backend, string prefix, string interfaceName, int local, long timeoutMs);

    [LibraryImport(Library)]
    internal static partial void lts_group_free(nint group);

    [LibraryImport(Library)]
    internal static partial int lts_group_all_reduce(nint group, nint* tensors, int n, int average);

    [LibraryImport(Library)]
    internal static partial int lts_group_broadcast(nint group, nint* tensors, int n, int root);

    [LibraryImport(Library)]
    internal static partial int lts_group_barrier(nint group);

    /// <summary>The message of the last failure of this thread.</summary>
    internal static string LastError => Marshal.PtrToStringUTF8((nint)lts_error()) ?? "";

    /// <summary>Checks the answer of a call.</summary>
    /// <exception cref="TorchException">It is negative: the call failed; the message is libtorch's.</exception>
    internal static int Check(int answer) => answer >= 0 ? answer : throw new TorchException(LastError);
}
