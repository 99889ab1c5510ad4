using Lts.Trainer.Libtorch.Distributed;
using Lts.Trainer.Training.Loop;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lts.Trainer.Training.Parallel;

/// <summary>What the processes that train one model do together; one that trains alone does nothing for it.</summary>
internal sealed class Collective : IDisposable
{
    private readonly ProcessGroup? _group;
    private readonly Compute _compute;

    /// <summary>Meets the other processes.</summary>
    /// <param name="environment">Who they are; <see langword="null"/> for a process that trains alone.</param>
    /// <param name="compute">The device whose tensors are exchanged.</param>
    /// <exception cref="Hosting.UserErrorException">They do not come, or the port is taken.</exception>
    public Collective(TorchrunEnvironment? environment, Compute compute)
    {
        _compute = compute;
        _group = environment is { WorldSize: > 1 } several
            ? ProcessGroup.Connect(several, compute.IsCuda ? DeviceType.CUDA : DeviceType.CPU)
            : null;
    }

    /// <summary>Number of this process, from 0; the first prepares the data, writes the run folder and shows progress.</summary>
    public int Rank => _group?.Rank ?? 0;

    /// <summary>Number of processes.</summary>
    public int World => _group?.WorldSize ?? 1;

    /// <summary>Replaces the gradients of all processes by their mean.</summary>
    public void AverageGradients(IEnumerable<Parameter> parameters)
    {
        using var scope = NewDisposeScope();
        _group?.AverageInPlace([.. parameters.Select(p => p.grad!)]);
    }

    /// <summary>Sums of numbers over all processes, in double precision.</summary>
    public double[] Sum(double[] values)
    {
        if (_group is null)
        {
            return values;
        }

        using var scope = NewDisposeScope();
        var sums = _compute.Put(tensor(values));
        _group.SumInPlace([sums]);
        return sums.cpu().data<double>().ToArray();
    }

    /// <summary>Copies the first process's tensors into those of all others; none goes on before it has them.</summary>
    /// <param name="tensors">With the same sizes and types in each process.</param>
    /// <exception cref="Hosting.UserErrorException">Another process is lost, or does not come in time.</exception>
    public void CopyFromFirst(IEnumerable<Tensor> tensors) => _group?.Broadcast([.. tensors]);

    /// <summary>Waits for the other processes.</summary>
    public void Wait() => _group?.Barrier();

    /// <inheritdoc/>
    public void Dispose() => _group?.Dispose();
}
