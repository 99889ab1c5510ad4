using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Lts.Hosting.CommandLine;

/// <summary>Shows a verb's examples at the end of its help.</summary>
/// <param name="help">Writes the rest of the help.</param>
public sealed class ExampleSection(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>Adds the section to the help of every <see cref="ExampleCommand"/> below a program's root.</summary>
    /// <param name="root">The program, with all its verbs.</param>
    public static void AddTo(RootCommand root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExampleSection((SynchronousCommandLineAction)option.Action!);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var result = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampleCommand { Examples: { Length: > 0 } examples })
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine("  " + example);
            }
        }

        return result;
    }
}
