namespace Lts.Hosting;

/// <summary>Keeps the end of what a child process prints, for the message when it fails. Safe for several threads.</summary>
/// <param name="mostLines">How many lines are kept.</param>
/// <param name="mostCharacters">How many characters of them are kept, line ends included.</param>
public sealed class LastLines(int mostLines = int.MaxValue, int mostCharacters = int.MaxValue)
{
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = [];
    private long _characters;

    /// <summary>Adds a line, and drops the first ones where there are too many.</summary>
    /// <param name="line">Without its end.</param>
    public void Add(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        lock (_gate)
        {
            _lines.Enqueue(line);
            _characters += line.Length + 1L;
            while (_lines.Count > mostLines || _characters - _lines.Peek().Length - 1 > mostCharacters)
            {
                _characters -= _lines.Dequeue().Length + 1L;
            }
        }
    }

    /// <summary>Forgets what was kept: what comes next has nothing to do with it.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
            _characters = 0;
        }
    }

    /// <summary>The lines that are kept, oldest first.</summary>
    public IReadOnlyList<string> ToList()
    {
        lock (_gate)
        {
            return [.. _lines];
        }
    }

    /// <summary>The end of what was printed: the lines, and of a first one that is too long its end.</summary>
    public override string ToString()
    {
        var text = string.Join('\n', ToList());
        return text.Length <= mostCharacters ? text : text[^mostCharacters..];
    }
}
