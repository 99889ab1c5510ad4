using System.Runtime.InteropServices;
using TorchSharp.Loading;

namespace Lts.Trainer.Libtorch;

/// <summary>The functions of the shim over libtorch that TorchSharp has no names for; third_party/TorchSharp/native holds them.</summary>
internal static unsafe partial class Shim
{
    private const string Library = ShimLocator.Library;

    static Shim() => ShimLocator.Serve(typeof(Shim).Assembly);

    /// <summary>libtorch's version, 100 times the major number and the minor one: 113 for 1.13.</summary>
    [LibraryImport(Library)]
    internal static partial int lts_torch_version();

    /// <summary>The message of the last failure of this thread, UTF-8; empty for none.</summary>
    [LibraryImport(Library)]
    internal static partial byte* lts_error();

    /// <summary>Name of the BLAS that computes, UTF-8; empty for one that has none.</summary>
    [LibraryImport(Library)]
    internal static partial byte* lts_blas();

    /// <summary>How libtorch was built, in its own words, UTF-8.</summary>
    [LibraryImport(Library)]
    internal static partial byte* lts_config();

    /// <summary>Sets the threads of an operator.</summary>
    [LibraryImport(Library)]
    internal static partial void lts_set_num_threads(int n);

    /// <summary>Threads of an operator.</summary>
    [LibraryImport(Library)]
    internal static partial int lts_get_num_threads();

    /// <summary>Tensors that the shim has handed out and that were not disposed.</summary>
    [LibraryImport(Library)]
    internal static partial long lts_live_tensors();

    /// <summary>Puts the caching allocator in the place of libtorch's on the CPU; negative where it failed.</summary>
    /// <param name="limit">Bytes that tensors may hold.</param>
    /// <param name="cacheLimit">Bytes that may be kept for reuse.</param>
    [LibraryImport(Library)]
    internal static partial int lts_allocator_install(ulong limit, ulong cacheLimit);

    /// <summary>Gives what is kept for reuse back to the system.</summary>
    [LibraryImport(Library)]
    internal static partial void lts_allocator_trim();

    /// <summary>Writes four numbers: bytes held by tensors, kept for reuse and held at most, and blocks ever asked of the system.</summary>
    [LibraryImport(Library)]
    internal static partial void lts_allocator_stats(long* numbers);

    /// <summary>Switches automatic mixed precision on or off for this thread.</summary>
    [LibraryImport(Library)]
    internal static partial int lts_autocast(int cuda, int on, int dtype);

    /// <summary>GELU, exact or approximated by tanh: a new tensor; 0 where it failed.</summary>
    [LibraryImport(Library)]
    internal static partial nint lts_gelu(nint x, int tanh);

    /// <summary>Causal self-attention of packed queries, keys and values: a new tensor; 0 where it failed.</summary>
    [LibraryImport(Library)]
    internal static partial nint lts_causal_attention(nint qkv, long heads);

    /// <summary>Cross-entropy of logits, its mean or sum: a new tensor; 0 where it failed.</summary>
    [LibraryImport(Library)]
    internal static partial nint lts_fused_cross_entropy(nint logits, nint targets, int mean);

    /// <summary>One step of AdamW for <paramref name="n"/> parameters with their running means; negative where it failed.</summary>
    [LibraryImport(Library)]
    internal static partial int lts_adamw_step(
        nint* p, nint* m, nint* v, int n, long step, double lr, double beta1, double beta2, double eps, double decay, double scale, int mode);

    /// <summary>Euclidean norm of all parameters' gradients together; negative where it failed.</summary>
    [LibraryImport(Library)]
    internal static partial int lts_grad_norm(nint* p, int n, double* total);

    /// <summary>Meets the other processes: a handle; 0 where they did not come in time.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint lts_group_connect(
        string host, int port, int serve, int rank, int world, string backend, string prefix, string interfaceName, int local, long timeoutMs);

    /// <summary>Leaves the group.</summary>
    [LibraryImport(Library)]
    internal static partial void lts_group_free(nint group);

    /// <summary>Replaces tensors by their sums or means over all processes; negative where it failed.</summary>
    [LibraryImport(Library)]
    internal static partial int lts_group_all_reduce(nint group, nint* tensors, int n, int average);

    /// <summary>Copies one process's tensors into those of all others; negative where it failed.</summary>
    [LibraryImport(Library)]
    internal static partial int lts_group_broadcast(nint group, nint* tensors, int n, int root);

    /// <summary>Waits for all processes; negative where one did not come.</summary>
    [LibraryImport(Library)]
    internal static partial int lts_group_barrier(nint group);

    /// <summary>The message of the last failure of this thread.</summary>
    internal static string LastError => Marshal.PtrToStringUTF8((nint)lts_error()) ?? "";

    /// <summary>Checks the answer of a call.</summary>
    /// <exception cref="TorchException">It is negative: the call failed; the message is libtorch's.</exception>
    internal static int Check(int answer) => answer >= 0 ? answer : throw new TorchException(LastError);
}
