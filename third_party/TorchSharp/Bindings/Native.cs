using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Loading;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp;

/// <summary>
/// The shim's functions; native/shim.h says how tensors and failures cross. Those that only read a field skip the runtime's bookkeeping
/// around a call (<see cref="SuppressGCTransitionAttribute"/>), which costs more than they do.
/// </summary>
internal static unsafe partial class Native
{
    private const string Shim = ShimLocator.Library;
    private const int ShimVersion = 1;

    static Native()
    {
        ShimLocator.Serve(typeof(Native).Assembly);
        if (lts_shim_version() != ShimVersion)
        {
            throw new DllNotFoundException($"{ShimLocator.Find()} is of another version of this program: run eng/torch.sh again.");
        }
    }

    [LibraryImport(Shim)]
    private static partial int lts_shim_version();

    [LibraryImport(Shim)]
    private static partial byte* lts_error();

    /// <summary>A new tensor of a call that returns one.</summary>
    /// <exception cref="ExternalException">The call failed; the message is libtorch's.</exception>
    internal static torch.Tensor Tensor(nint handle) => handle != 0 ? new torch.Tensor(handle) : throw Failure();

    /// <summary>Checks the answer of a call that returns a number.</summary>
    /// <exception cref="ExternalException">It is negative: the call failed; the message is libtorch's.</exception>
    internal static int Check(int answer) => answer >= 0 ? answer : throw Failure();

    /// <summary>The message of the last failure of this thread.</summary>
    internal static string LastError => Marshal.PtrToStringUTF8((nint)lts_error()) ?? "";

    internal static ExternalException Failure() => new(LastError);
}
