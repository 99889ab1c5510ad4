using System.CommandLine;
using System.CommandLine.Help;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study</c>.</summary>
internal static class StudyCommand
{
    /// <summary>The noun with its verbs; alone it prints its help.</summary>
    public static Command Create()
    {
        var command = new Command("study", "Create, follow and steer studies.")
        {
            StudyCreateCommand.Create(),
            StudyListCommand.Create(),
            StudyShowCommand.Create(),
            StudyWatchCommand.Create(),
            StudyCancelCommand.Create(),
            StudyResumeCommand.Create(),
            StudyDeleteCommand.Create(),
        };
        command.SetAction(new HelpAction().Invoke);
        return command;
    }
}
