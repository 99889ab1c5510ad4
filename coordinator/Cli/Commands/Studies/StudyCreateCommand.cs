using System.CommandLine;
using Lts.Cli.Commands.Display;
using Lts.Hosting;

namespace Lts.Cli.Commands.Studies;

/// <summary><c>lts study create</c>: from a file, from options, or from a file that options change.</summary>
internal static class StudyCreateCommand
{
    private static readonly Option<bool> Watch = new("--watch", "-w") { Description = "Follow the study until it has ended." };

    private static readonly Option<bool> Check = new("--check", "--validate-only")
    {
        Description = "Only say whether the coordinator would accept the study, and with which defaults.",
    };

    /// <summary>The verb; what the command line says replaces what the file says.</summary>
    public static Command Create()
    {
        var command = new RemoteVerb("create", "Create a study and start it.")
        {
            Watch,
            Check,
        };
        var options = new StudySpecOptions(command);
        command.Examples =
        [
            "lts study create -f study.yaml --watch",
            "lts study create --space gpt2-paper --algorithm evolutionary --device tag:pi --max-candidates 200",
            "lts study create -f study.yaml --check",
        ];
        command.Runs(async (context, cancellationToken) =>
        {
            var (spec, check) = (options.Read(context), context.Get(Check));
            using var connection = context.Connect();
            var study = await connection.Studies.CreateAsync(spec, check, cancellationToken);
            if (check)
            {
                context.Note("The study is valid. Nothing was created.");
                StudyOutput.Write(context, study);
                return ExitCode.Success;
            }

            await WaitingTargets.NoteAsync(context, connection, study, cancellationToken);
            if (!context.Get(Watch))
            {
                StudyOutput.Write(context, study);
                context.Note($"Follow it with `lts study watch {study.Spec.Name}`.");
                return ExitCode.Success;
            }

            var ended = await new StudyFollower(context, context.Json).WatchAsync(connection, study.Spec.Name, cancellationToken);
            if (!context.Json)
            {
                StudyOutput.Write(context, ended);
            }

            return StudyFollower.Conclude(context, ended);
        });
        return command;
    }
}
