using System.Globalization;
using Lts.Domain;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace Lts.Hosting;

/// <summary>
/// An event as one line, whatever is in it: a name or a message that a stranger sent cannot end the line and begin another that looks like
/// ours. The lines of an exception are indented, so that they do not look like events either.
/// </summary>
internal sealed class LogLineFormatter : ITextFormatter
{
    private const string Indent = "    ";

    private static readonly MessageTemplateTextFormatter Head = new("{Timestamp:HH:mm:ss} {Level:u3} ", CultureInfo.InvariantCulture);
    private static readonly MessageTemplateTextFormatter Message = new("{Message:lj}", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        Head.Format(logEvent, output);
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        Message.Format(logEvent, message);
        output.WriteLine(Printable.Of(message.ToString(), Limits.LogLineLength));
        if (logEvent.Exception is { } exception)
        {
            foreach (var line in exception.ToString().AsSpan().EnumerateLines())
            {
                output.Write(Indent);
                output.WriteLine(Printable.Of(line.ToString(), Limits.LogLineLength));
            }
        }
    }
}
