using System.CommandLine;
using System.CommandLine.Help;

namespace Lts.Coordinator.Commands;

/// <summary>Shows a verb's examples at the end of its help.</summary>
internal static class ExampleSection
{
    public static void AddTo(RootCommand root)
    {
        var help = (HelpAction)root.Options.OfType<HelpOption>().Single().Action!;
        help.Builder.CustomizeLayout(_ => HelpBuilder.Default.GetLayout().Append(WriteExamples));
    }

    private static bool WriteExamples(HelpContext context)
    {
        if (context.Command is not Verb { Examples: { Length: > 0 } examples })
        {
            return false;
        }

        context.Output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            context.Output.WriteLine("  " + example);
        }

        return true;
    }
}
