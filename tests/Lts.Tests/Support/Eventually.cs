using System.Diagnostics;

namespace Lts.Tests.Support;

/// <summary>Waits for things that other processes do in their own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="what">What is awaited, for the message when it never comes.</param>
    /// <param name="ask">Answers <see langword="null"/> for "not yet".</param>
    /// <param name="limit">Generous: it only bounds a test that fails anyway.</param>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> ask, TimeSpan limit)
        where T : class
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < limit)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            await Task.Delay(Interval, TimeProvider.System);
        }

        throw new TimeoutException($"Not within {limit}: {what}");
    }

    public static Task TrueAsync(string what, Func<bool> ask, TimeSpan limit) =>
        GetAsync(what, () => Task.FromResult(ask() ? "yes" : null), limit);
}
