using System.Text;
using Spectre.Console;

namespace Lts.Cli.Commands.Display;

/// <summary>Makes consoles that suit where their words go: colours and live displays in a terminal, plain lines elsewhere.</summary>
internal static class Terminal
{
    /// <summary>Columns of tables that go to a file or a pipe.</summary>
    private const int PlainWidth = 160;

    /// <summary>A console on a writer. NO_COLOR is honoured (https://no-color.org).</summary>
    public static IAnsiConsole Create(TextWriter writer)
    {
        var interactive = (writer == Console.Out && !Console.IsOutputRedirected) || (writer == Console.Error && !Console.IsErrorRedirected);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new WriterOutput(writer, interactive),
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!interactive)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }

    /// <summary>Whether a display may be redrawn in place.</summary>
    public static bool IsLive(IAnsiConsole console) => console.Profile.Capabilities is { Interactive: true, Ansi: true };

    private sealed class WriterOutput(TextWriter writer, bool interactive) : IAnsiConsoleOutput
    {
        private readonly AnsiConsoleOutput _inner = new(writer);

        public TextWriter Writer => writer;

        public bool IsTerminal => interactive;

        public int Width => interactive ? _inner.Width : PlainWidth;

        public int Height => _inner.Height;

        public void SetEncoding(Encoding encoding) => _inner.SetEncoding(encoding);
    }
}
