namespace Lts.Hosting;

/// <summary>
/// Lets a program end with the one that started it, also when that one was killed: the parent keeps the other end of standard input, which
/// closes with it, however it ends.
/// </summary>
public static class ParentProcess
{
    /// <summary>The option that programs have for it.</summary>
    public const string Option = "--end-with-parent";

    /// <summary>A token that is cancelled once standard input has ended; what comes before is ignored.</summary>
    public static CancellationToken WatchEnd()
    {
        var ended = new CancellationTokenSource(); // lives as long as the process: its end may come at any time
        var input = Console.OpenStandardInput();
        new Thread(() => ReadToEnd(input, ended)) { IsBackground = true, Name = "parent watch" }.Start();
        return ended.Token;
    }

    private static void ReadToEnd(Stream input, CancellationTokenSource ended)
    {
        Span<byte> ignored = stackalloc byte[256];
        try
        {
            while (input.Read(ignored) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A broken pipe says the same.
        }

        ended.Cancel();
    }
}
