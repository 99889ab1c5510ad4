using Spectre.Console;

namespace Lts.Agent.Commands;

/// <summary>Standard output for people: colours in a terminal, plain text in a pipe or a file.</summary>
internal static class Terminal
{
    private const int PlainWidth = 140; // nobody wraps lines in a file

    public static IAnsiConsole Output { get; } = Create();

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
