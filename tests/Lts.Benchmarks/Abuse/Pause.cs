namespace Lts.Benchmarks.Abuse;

/// <summary>Waiting, in real time.</summary>
internal static class Pause
{
    /// <summary>Waits so many seconds.</summary>
    public static Task ForAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
