using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lts.Hosting;
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
    private readonly Action<string> _note;

    /// <summary>Meets the other processes.</summary>
    /// <param name="environment">Who they are; <see langword="null"/> for a process that trains alone.</param>
    /// <param name="compute">The device whose tensors are exchanged.</param>
    /// <param name="note">Is told at once what has failed in the first process, before the others, which may be slow to hear it.</param>
    /// <exception cref="UserErrorException">They do not come, or the port is taken.</exception>
    public Collective(TorchrunEnvironment? environment, Compute compute, Action<string> note)
    {
        _compute = compute;
        _note = note;
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
    /// <exception cref="UserErrorException">Another process is lost, or does not come in time.</exception>
    public void CopyFromFirst(IEnumerable<Tensor> tensors) => _group?.Broadcast([.. tensors]);

    /// <summary>What the first process knows, for all of them. The others ask nothing themselves: what they see of a disk may be older.</summary>
    /// <param name="read">What the first process does to know it; not called by the others.</param>
    /// <param name="form">How it is told.</param>
    /// <exception cref="UserErrorException">The first process failed to read it, another one is lost, or does not come in time.</exception>
    public T FromFirst<T>(Func<T> read, JsonTypeInfo<T> form)
    {
        if (_group is null)
        {
            return read();
        }

        return Rank == 0 ? Tell(read, form) : Hear(form);
    }

    /// <summary>Waits for the other processes.</summary>
    public void Wait() => _group?.Barrier();

    /// <inheritdoc/>
    public void Dispose() => _group?.Dispose();

    private T Tell<T>(Func<T> read, JsonTypeInfo<T> form)
    {
        T known;
        try
        {
            known = read();
        }
        catch (Exception e)
        {
            _note($"Process 0 of {World} ends: {e.Message} Telling the other processes.");
            TellFailure();
            throw;
        }

        Say(JsonSerializer.SerializeToUtf8Bytes(known, form));
        return known;
    }

    /// <summary>The others must not wait for what never comes, nor this process be gone before they have heard it.</summary>
    private void TellFailure()
    {
        try
        {
            Say([]);
            Wait();
        }
        catch (Exception)
        {
            // They are lost, or cannot be told; what matters is what failed here.
        }
    }

    private void Say(byte[] words)
    {
        using var scope = NewDisposeScope();
        _group!.Broadcast([_compute.Put(tensor((long[])[words.Length]))]);
        if (words.Length > 0)
        {
            _group.Broadcast([_compute.Put(tensor(words))]);
        }
    }

    private T Hear<T>(JsonTypeInfo<T> form)
    {
        using var scope = NewDisposeScope();
        var length = _compute.Put(zeros(1, ScalarType.Int64));
        _group!.Broadcast([length]);
        var count = length.cpu().item<long>();
        if (count == 0)
        {
            Wait();
            throw new UserErrorException(
                $"Process {Rank} of {World} has ended because process 0 can neither begin nor continue the run. The message of process 0 says why.", ExitCode.Incomplete);
        }

        var words = _compute.Put(zeros(count, ScalarType.Byte));
        _group.Broadcast([words]);
        return JsonSerializer.Deserialize(words.cpu().data<byte>().ToArray(), form)!;
    }
}
