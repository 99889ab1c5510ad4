using System.Globalization;
using Lts.Hosting;
using TorchSharp;
using static TorchSharp.torch;

namespace Lts.Trainer.Libtorch.Distributed;

/// <summary>
/// Processes that train one model, each on its part of a batch. All of them make the same calls in the same order. A process that dies or
/// hangs is an error in all others, at once or after the timeout, never a wait without end.
/// </summary>
internal sealed unsafe class ProcessGroup : IDisposable
{
    private readonly TimeSpan _timeout;
    private nint _handle;

    private ProcessGroup(nint handle, TorchrunEnvironment environment, TimeSpan timeout)
    {
        _handle = handle;
        _timeout = timeout;
        (Rank, WorldSize) = (environment.Rank, environment.WorldSize);
    }

    /// <summary>This process, from 0.</summary>
    public int Rank { get; }

    /// <summary>How many there are.</summary>
    public int WorldSize { get; }

    /// <summary>Meets the others.</summary>
    /// <param name="environment">Rank of this process, number of all, and where the first one listens.</param>
    /// <param name="device">Where the tensors lie: Gloo carries them from the CPU, NCCL from GPUs.</param>
    /// <param name="timeout">How long to wait for the others, here and at each exchange; null: 10 minutes.</param>
    /// <exception cref="UserErrorException">They do not come, or the port is taken.</exception>
    public static ProcessGroup Connect(TorchrunEnvironment environment, DeviceType device = DeviceType.CPU, TimeSpan? timeout = null)
    {
        var patience = timeout ?? TimeSpan.FromMinutes(10);
        var backend = device == DeviceType.CUDA ? "nccl" : "gloo";
        var prefix = string.Create(CultureInfo.InvariantCulture, $"lts/{environment.Attempt}");
        var serve = environment.Rank == 0 && !environment.LauncherServes;
        var handle = Shim.lts_group_connect(
            environment.MasterAddress, environment.MasterPort, serve ? 1 : 0, environment.Rank, environment.WorldSize, backend, prefix,
            environment.Interface, environment.IsLocal ? 1 : 0, (long)patience.TotalMilliseconds);
        return handle != 0
            ? new ProcessGroup(handle, environment, patience)
            : throw new UserErrorException(
                $"Process {environment.Rank} of {environment.WorldSize} did not meet the others at {environment.MasterAddress}:{environment.MasterPort}"
                + $" within {patience.TotalSeconds:F0} s: are all of them started, and is the port free? {Shim.LastError}",
                ExitCode.Unavailable);
    }

    /// <summary>Replaces tensors of every process by their means over the processes, in one exchange.</summary>
    /// <param name="tensors">Of one type, with the same sizes in each process.</param>
    public void AverageInPlace(IReadOnlyList<Tensor> tensors) => Exchange(tensors, average: true);

    /// <summary>Replaces tensors of every process by their sums over the processes, in one exchange.</summary>
    /// <param name="tensors">Of one type, with the same sizes in each process.</param>
    public void SumInPlace(IReadOnlyList<Tensor> tensors) => Exchange(tensors, average: false);

    /// <summary>Copies tensors of one process into those of all others.</summary>
    /// <param name="tensors">With the same sizes and types in each process.</param>
    /// <param name="root">The process that has them.</param>
    public void Broadcast(IReadOnlyList<Tensor> tensors, int root = 0)
    {
        fixed (nint* handles = Handles(tensors))
        {
            Check(Shim.lts_group_broadcast(Open, handles, tensors.Count, root));
        }
    }

    /// <summary>Waits until all processes are here.</summary>
    public void Barrier() => Check(Shim.lts_group_barrier(Open));

    /// <inheritdoc/>
    public void Dispose()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            Shim.lts_group_free(handle);
        }
    }

    private nint Open => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(ProcessGroup));

    private static nint[] Handles(IReadOnlyList<Tensor> tensors) => [.. tensors.Select(tensor => tensor.Handle)];

    private void Exchange(IReadOnlyList<Tensor> tensors, bool average)
    {
        fixed (nint* handles = Handles(tensors))
        {
            Check(Shim.lts_group_all_reduce(Open, handles, tensors.Count, average ? 1 : 0));
        }
    }

    private void Check(int answer)
    {
        if (answer < 0)
        {
            throw new UserErrorException(
                $"Process {Rank} of {WorldSize} has lost another process, or waited {_timeout.TotalSeconds:F0} s for it in vain; training cannot go on."
                + $" Look at what the others say, then start all of them again: they go on from the last checkpoint. {Shim.LastError}",
                ExitCode.Incomplete);
        }
    }
}
