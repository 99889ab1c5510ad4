namespace Lts.Agent.Measurement.Children;

/// <summary>Keeps the last of what a process writes to standard error.</summary>
internal sealed class ErrorTail
{
    private const int MostCharacters = 1500;
    private readonly Lock _lock = new();
    private string _text = "";

    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        lock (_lock)
        {
            var text = _text.Length == 0 ? line : _text + "\n" + line;
            _text = text.Length <= MostCharacters ? text : text[^MostCharacters..];
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _text.Trim();
        }
    }
}
