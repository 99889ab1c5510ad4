using System.Collections.Immutable;
using System.CommandLine;

namespace Lts.Trainer.Commands;

/// <summary>A verb whose help ends with whole command lines.</summary>
internal sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>The command lines.</summary>
    public ImmutableArray<string> Examples { get; } = [.. examples];
}
