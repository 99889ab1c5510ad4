using System.Text;
using Spectre.Console;

namespace Lts.Hosting.Terminals;

/// <summary>Makes consoles that suit where their words go: colours and live displays in a terminal, plain lines elsewhere.</summary>
public static class Terminal
{
    /// <summary>Columns where words go to a file or a pipe: nothing is wrapped there, no sentence and no table.</summary>
    public const int PlainWidth = 10_000;

    /// <summary>A console on a writer. NO_COLOR is honoured (https://no-color.org).</summary>
    /// <param name="writer">Standard output, standard error, or anything else, which is taken as not a terminal.</param>
    /// <param name="plainWidth">Columns where it is not a terminal.</param>
    public static IAnsiConsole Create(TextWriter writer, int plainWidth = PlainWidth)
    {
        var interactive = (writer == Console.Out && !Console.IsOutputRedirected) || (writer == Console.Error && !Console.IsErrorRedirected);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new WriterOutput(writer, interactive, plainWidth),
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!interactive)
        {
            console.Profile.Width = plainWidth;
        }

        return console;
    }

    /// <summary>Whether a display may be redrawn in place.</summary>
    /// <param name="console">A console of <see cref="Create"/>.</param>
    public static bool IsLive(IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        return console.Profile.Capabilities is { Interactive: true, Ansi: true };
    }

    private sealed class WriterOutput(TextWriter writer, bool interactive, int plainWidth) : IAnsiConsoleOutput
    {
        private readonly AnsiConsoleOutput _inner = new(writer);

        public TextWriter Writer => writer;

        public bool IsTerminal => interactive;

        public int Width => interactive ? _inner.Width : plainWidth;

        public int Height => _inner.Height;

        public void SetEncoding(Encoding encoding) => _inner.SetEncoding(encoding);
    }
}
