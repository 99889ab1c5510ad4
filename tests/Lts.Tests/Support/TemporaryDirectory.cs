namespace Lts.Tests.Support;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public string FullName { get; } = Directory.CreateTempSubdirectory("lts-test-").FullName;

    public string this[string name] => Path.Combine(FullName, name);

    public void Dispose()
    {
        for (var tried = 1; Directory.Exists(FullName); tried++)
        {
            try
            {
                Directory.Delete(FullName, recursive: true);
            }
            catch (IOException) when (tried < Tries)
            {
                // A process that was just killed may still write into it, or hold a file open, for a moment.
                Task.Delay(Pause, TimeProvider.System).GetAwaiter().GetResult();
            }
        }
    }
}
