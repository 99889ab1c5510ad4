using Lts.Hosting;

namespace Lts.Trainer.Libtorch;

/// <summary>
/// How the threads below libtorch wait. Debian's libtorch has two pools of them: libgomp's for its own loops, and OpenBLAS's for products. Each
/// spins for a while after its work, on the very processors that the other one needs next, and a step takes up to 1.7 times as long for it
/// (docs/benchmarks.md): here they sleep instead.
/// </summary>
internal static class ThreadPools
{
    // The libraries read these once, while they are loaded.
    private static readonly (string Name, string Value)[] Variables =
    [
        ("OMP_WAIT_POLICY", "passive"),
        ("OPENBLAS_THREAD_TIMEOUT", "10"), // 2^10 cycles in place of 2^26
    ];

    /// <summary>Sets what the user has not set. Comes before libtorch is loaded; later it has no effect.</summary>
    public static void WaitAsleep()
    {
        // Other systems' libtorch comes with MKL or Accelerate, which share one pool.
        foreach (var (name, value) in OperatingSystem.IsLinux() ? Variables : [])
        {
            if (Environment.GetEnvironmentVariable(name) is null)
            {
                NativeEnvironment.Set(name, value);
            }
        }
    }
}
