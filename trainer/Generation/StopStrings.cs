namespace Lts.Trainer.Generation;

/// <summary>Lets a growing text through until one of some strings comes; holds back what could be the beginning of one.</summary>
/// <param name="stops">The strings, none of them empty.</param>
internal sealed class StopStrings(IReadOnlyList<string> stops)
{
    private string _held = "";

    /// <summary>Takes more text.</summary>
    /// <returns>What may be shown now, and whether a stop string has come.</returns>
    public (string Text, bool Stopped) Add(string text)
    {
        _held += text;
        var found = stops.Select(s => _held.IndexOf(s, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(-1).Min();
        if (found >= 0)
        {
            return (_held[..found], true);
        }

        var keep = stops.Select(Beginning).DefaultIfEmpty(0).Max();
        var shown = _held[..^keep];
        _held = _held[^keep..];
        return (shown, false);
    }

    /// <summary>What was held back, now that nothing more comes.</summary>
    public string Rest() => _held;

    /// <summary>Length of the longest end of the text that a stop string begins with.</summary>
    private int Beginning(string stop)
    {
        for (var length = Math.Min(stop.Length - 1, _held.Length); length > 0; length--)
        {
            if (_held.EndsWith(stop[..length], StringComparison.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }
}
