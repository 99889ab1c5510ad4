using Lts.Hosting.Terminals;
using Spectre.Console;

namespace Lts.Agent.Commands;

/// <summary>Standard output for people.</summary>
internal static class AgentConsole
{
    /// <summary>Colours in a terminal; in a pipe or a file plain text, of which nothing is wrapped.</summary>
    public static IAnsiConsole Output { get; } = Terminal.Create(Console.Out);
}
