using Lts.Hosting.CommandLine;

namespace Lts.Cli.Commands;

/// <summary>A command that does something, with <c>--json</c> and examples.</summary>
internal class Verb : ExampleCommand
{
    /// <summary>Creates the verb.</summary>
    /// <param name="name">As typed.</param>
    /// <param name="description">One sentence.</param>
    public Verb(string name, string description)
        : base(name, description) => Add(CommonOptions.Json);

    /// <summary>Sets what the verb does; it returns the exit code, and throws what <see cref="CommandErrors"/> knows.</summary>
    public void Runs(Func<CommandContext, CancellationToken, Task<int>> action) =>
        SetAction((parse, cancellationToken) => action(new CommandContext(parse), cancellationToken));
}
