using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Lts.Hosting.CommandLine;

/// <summary>Shows a verb's examples at the end of its help.</summary>
/// <param name="help">Writes the rest of the help.</param>
public sealed class ExampleSection(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    /// <summary>Commands are shared by all who run them in this process, and help changes them while it is written.</summary>
    private static readonly Lock OneAtATime = new();

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
        var result = WriteHelp(parseResult);
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

    /// <summary>
    /// A verb with verbs of its own may take an argument (<c>lts train STUDY</c>); theirs is another, so it is not listed with theirs.
    /// </summary>
    private int WriteHelp(ParseResult parseResult)
    {
        lock (OneAtATime)
        {
            var inherited = AncestorsOf(parseResult.CommandResult.Command).SelectMany(command => command.Arguments)
                .Where(argument => !argument.Hidden).ToList();
            try
            {
                inherited.ForEach(argument => argument.Hidden = true);
                return help.Invoke(parseResult);
            }
            finally
            {
                inherited.ForEach(argument => argument.Hidden = false);
            }
        }
    }

    private static IEnumerable<Command> AncestorsOf(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => AncestorsOf(parent).Prepend(parent));
}
