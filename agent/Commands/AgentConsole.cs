using Lts.Hosting.Terminals;
using Spectre.Console;

namespace Lts.Agent.Commands;

/// <summary>Standard output for people.</summary>
internal static class AgentConsole
{
    private const int PlainWidth = 140;

    /// <summary>Colours in a terminal, plain text in a pipe or a file.</summary>
    public static IAnsiConsole Output { get; } = Terminal.Create(Console.Out, PlainWidth);
}
