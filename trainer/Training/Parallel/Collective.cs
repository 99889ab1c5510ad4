using Lts.Trainer.Training.Loop;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lts.Trainer.Training.Parallel;

/// <summary>What the processes that train one model do together; alone, nothing.</summary>
internal sealed class Collective : IDisposable
{
    private readonly LaunchEnvironment _environment;

    /// <summary>Meets the other processes.</summary>
    public Collective(LaunchEnvironment environment, Compute compute)
    {
        _environment = environment;
        if (World > 1)
        {
            distributed.init_process_group(compute.IsCuda ? "nccl" : "gloo", environment.Address, environment.Port, environment.Rank, environment.World);
        }
    }

    /// <summary>Number of this process.</summary>
    public int Rank => _environment.Rank;

    /// <summary>Number of processes.</summary>
    public int World => _environment.World;

    /// <summary>Replaces the gradients of all processes by their mean.</summary>
    public void AverageGradients(IReadOnlyList<Parameter> parameters)
    {
        if (World > 1)
        {
            using var scope = NewDisposeScope();
            distributed.all_reduce_mean([.. parameters.Select(p => p.grad!)]);
        }
    }

    /// <summary>Sums of numbers over all processes, in double precision.</summary>
    public double[] Sum(double[] values)
    {
        if (World == 1)
        {
            return values;
        }

        using var scope = NewDisposeScope();
        var sums = tensor(values, [values.Length]);
        distributed.all_reduce_sum([sums]);
        return sums.data<double>().ToArray();
    }

    /// <summary>Waits for the other processes.</summary>
    public void Wait() => Sum([0]);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (World > 1)
        {
            distributed.destroy_process_group();
        }
    }
}
