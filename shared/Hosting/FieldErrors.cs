namespace Lts.Hosting;

/// <summary>Gathers everything that is wrong with what a user wrote, so that it is all said at once.</summary>
public sealed class FieldErrors
{
    private readonly List<string> _messages = [];

    /// <summary>One message an error, each beginning with the option or field that it is about.</summary>
    public IReadOnlyList<string> Messages => _messages;

    /// <summary>Notes an error.</summary>
    /// <param name="field">The option or field, as the user wrote it.</param>
    /// <param name="message">What is wrong with it and what to write instead.</param>
    public void Add(string field, string message) => _messages.Add($"{field}: {message}");

    /// <summary>Takes over errors that name their fields already.</summary>
    /// <param name="messages">One message an error.</param>
    public void AddRange(IEnumerable<string> messages) => _messages.AddRange(messages);

    /// <summary>Notes an error unless a number is within bounds.</summary>
    /// <param name="field">The option or field.</param>
    /// <param name="value">What the user wrote.</param>
    /// <param name="min">The smallest allowed.</param>
    /// <param name="max">The largest allowed.</param>
    public void CheckRange(string field, long value, long min, long max)
    {
        if (value < min || value > max)
        {
            Add(field, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value} is not between {min} and {max}."));
        }
    }

    /// <summary>Ends with one message that names every error, if there is any.</summary>
    /// <exception cref="UserErrorException"><see cref="ExitCode.Usage"/>: there are errors.</exception>
    public void ThrowIfAny()
    {
        if (_messages.Count > 0)
        {
            throw new UserErrorException(string.Join(Environment.NewLine, _messages), ExitCode.Usage);
        }
    }
}
