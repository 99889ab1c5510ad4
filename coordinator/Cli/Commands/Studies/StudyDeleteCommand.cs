using System.CommandLine;
using System.Globalization;
using Lts.Cli.Client.Json;
using Lts.Domain.Studies;
using Lts.Hosting;
using Lts.Hosting.Terminals;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study delete</c>.</summary>
internal static class StudyDeleteCommand
{
    /// <summary>The verb; asks in a terminal, and deletes nothing unless all that is named can be deleted.</summary>
    public static Command Create()
    {
        var names = new Argument<string[]>("study")
        {
            Description = "Names or ids of studies that have ended.",
            Arity = ArgumentArity.OneOrMore,
        };
        var yes = new Option<bool>("--yes") { Description = "Do not ask. Needed where there is no terminal to ask in." };
        var command = new RemoteVerb("delete", "Delete studies that have ended, with all that was measured for them; their trainings stay.")
        {
            names, yes,
        };
        command.Examples = ["lts study delete first-try", "lts study delete first-try second-try --yes"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var studies = new List<StudySnapshot>();
            foreach (string name in context.Get(names).Distinct(StringComparer.Ordinal))
            {
                studies.Add(await connection.Studies.GetAsync(name, cancellationToken));
            }

            RefuseRunning(studies);
            if (!context.Get(yes) && !Ask(context, studies))
            {
                context.Note("Nothing was deleted.");
                return ExitCode.Cancelled;
            }

            foreach (var study in studies.DistinctBy(s => s.Id))
            {
                await connection.Studies.DeleteAsync(study.Id, cancellationToken);
                Say(context, study.Spec.Name);
            }

            context.Note("Their trainings stay: `lts train list`. The space is used for new results; `lts db compact` gives it back to the disk.");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>What is about to be lost, for people.</summary>
    internal static string Question(IReadOnlyCollection<StudySnapshot> studies)
    {
        string named = string.Join(", ", studies.Select(s =>
            string.Create(CultureInfo.InvariantCulture, $"{s.Spec.Name} ({s.Targets.Sum(t => t.Progress.ProposedCount)} candidates)")));
        return $"Delete {named} for good? [y/N] ";
    }

    private static void RefuseRunning(List<StudySnapshot> studies)
    {
        var running = studies.Where(s => s.State == StudyState.Running).Select(s => s.Spec.Name).ToList();
        if (running.Count > 0)
        {
            throw new UserErrorException(
                $"{string.Join(", ", running)}: still running. Stop first: `lts study cancel {running[0]}`. Nothing was deleted.", ExitCode.Conflict);
        }
    }

    private static bool Ask(CommandContext context, List<StudySnapshot> studies)
    {
        if (Console.IsInputRedirected || !Terminal.IsLive(context.Progress))
        {
            throw new UserErrorException("There is no terminal to ask in: say --yes. Nothing was deleted.", ExitCode.Usage);
        }

        context.Progress.Write(new Spectre.Console.Text(Question(studies)));
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static void Say(CommandContext context, string name)
    {
        if (context.Json)
        {
            context.WriteJson(new RemovedJson(name), LtsJsonContext.Default.RemovedJson);
        }
        else
        {
            context.WriteLine($"Deleted {name}.");
        }
    }
}
