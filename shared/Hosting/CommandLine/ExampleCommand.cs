using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;

namespace Lts.Hosting.CommandLine;

/// <summary>A verb whose help ends with whole command lines.</summary>
/// <param name="name">As it is typed.</param>
/// <param name="description">One sentence.</param>
/// <param name="examples">Whole command lines, beginning with the program.</param>
[SuppressMessage("Design", "CA1010", Justification = "Command can be enumerated only to be written with an initialiser.")]
public class ExampleCommand(string name, string description, params IEnumerable<string> examples) : Command(name, description)
{
    /// <summary>The command lines.</summary>
    public ImmutableArray<string> Examples { get; set; } = [.. examples];
}
