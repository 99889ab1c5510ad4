using System.Runtime.InteropServices;
using Lts.Hosting;
using TorchSharp.Loading;

namespace Lts.Trainer.Libtorch;

/// <summary>libtorch as this process has it. <see cref="Start"/> comes before the first tensor.</summary>
internal static unsafe class TorchRuntime
{
    /// <summary>Whether the shim over libtorch is there.</summary>
    public static bool IsInstalled => ShimLocator.Find() is not null;

    /// <summary>libtorch's version, for example <c>1.13</c>.</summary>
    public static string Version => $"{Shim.lts_torch_version() / 100}.{Shim.lts_torch_version() % 100}";

    /// <summary>The BLAS that computes, for example <c>OpenBLAS 0.3.21 …</c>; empty for one that has no name, such as the reference BLAS.</summary>
    public static string Blas => (Marshal.PtrToStringUTF8((nint)Shim.lts_blas()) ?? "").Trim();

    /// <summary>How libtorch was built, in its own words.</summary>
    public static string BuildConfiguration => Marshal.PtrToStringUTF8((nint)Shim.lts_config()) ?? "";

    /// <summary>Tensors that are not disposed, in all threads. It is the same after each step, or something leaks.</summary>
    public static long LiveTensors => Shim.lts_live_tensors();

    /// <summary>Threads of an operator, and of the BLAS below it.</summary>
    public static int Threads
    {
        get => Shim.lts_get_num_threads();
        set => Shim.lts_set_num_threads(value > 0 ? value : Environment.ProcessorCount);
    }

    /// <summary>Loads libtorch, refuses one that would take days, sets the threads and puts the caching allocator in.</summary>
    /// <param name="threads">Threads of an operator; 0: as many as there are processors.</param>
    /// <exception cref="UserErrorException">libtorch or its shim is missing or does not load, or its BLAS is the reference one.</exception>
    public static void Start(int threads = 0)
    {
        ThreadPools.WaitAsleep();
        try
        {
            Threads = threads;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new UserErrorException($"libtorch, which training needs, cannot be used: {e.Message}", ExitCode.Unavailable, e);
        }

        if (Blas.Length == 0)
        {
            throw new UserErrorException(
                "libtorch computes with the reference BLAS, which is some seventy times slower than OpenBLAS. Install OpenBLAS"
                + " (Debian: apt-get install libopenblas0-pthread) and start again; where both are installed,"
                + " 'update-alternatives --config libblas.so.3-x86_64-linux-gnu' chooses.",
                ExitCode.Unavailable);
        }

        CpuAllocator.Install();
    }
}
