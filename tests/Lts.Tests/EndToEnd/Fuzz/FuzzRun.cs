using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>
/// Hands mutated inputs to one entrance: each is accepted, or refused with an exception that the entrance documents; none takes for ever, and
/// none takes more memory than is stated.
/// </summary>
/// <param name="entrance">What is tried.</param>
/// <param name="output">Told the figures.</param>
internal sealed class FuzzRun(string entrance, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    private readonly FindingList _findings = new(entrance);
    private long _started;
    private int _number;
    private int _accepted;
    private int _refused;
    private long _most;

    /// <summary>What an input may allocate, in bytes.</summary>
    public long MostBytes { get; init; } = 64L << 20;

    /// <summary>Which exceptions say that an input was refused.</summary>
    public required Predicate<Exception> IsRefusal { get; init; }

    /// <summary>How many inputs.</summary>
    public int Inputs { get; init; } = FuzzForm.Inputs;

    /// <summary>Tries every input, on a thread that this one watches.</summary>
    /// <param name="input">The input of a number.</param>
    /// <param name="enter">What takes it.</param>
    public void Each(Func<int, byte[]> input, Action<byte[]> enter)
    {
        var thread = new Thread(() => TryAll(input, enter)) { IsBackground = true, Name = entrance };
        Volatile.Write(ref _started, Stopwatch.GetTimestamp());
        thread.Start();
        while (!thread.Join(Glance))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref _started)) > Patience)
            {
                int number = Volatile.Read(ref _number);
                _findings.Add("hangs", $"input {number} takes longer than {Patience.TotalSeconds} s.");
                break; // The thread cannot be stopped; it ends with the process.
            }
        }

        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{entrance}: {_accepted + _refused} inputs, {_refused} refused, {_accepted} accepted, at most {_most / 1024.0 / 1024:0.0} MiB allocated by one");
        output.WriteLine(figures);
        FuzzForm.Tell(figures);
        _findings.ThrowIfAny();
    }

    private void TryAll(Func<int, byte[]> input, Action<byte[]> enter)
    {
        for (int number = 0; number < Inputs; number++)
        {
            byte[] bytes = input(number);
            Volatile.Write(ref _number, number);
            Volatile.Write(ref _started, Stopwatch.GetTimestamp());
            Try(number, bytes, enter);
            if (number % 1000 == 999)
            {
                FuzzForm.Tell($"{entrance}: {number + 1}");
            }
        }
    }

    private void Try(int number, byte[] bytes, Action<byte[]> enter)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            enter(bytes);
            _accepted++;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            _refused++;
        }
        catch (Exception e)
        {
            _findings.Add(number, e, bytes);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        _most = Math.Max(_most, allocated);
        if (allocated > MostBytes)
        {
            _findings.Add("memory", $"input {number} of {bytes.Length} bytes allocated {allocated} bytes; {MostBytes} is the limit.");
        }
    }
}
