using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Cli.Commands.Studies;
using Lts.Cli.Files;
using Lts.Cli.StudyFiles;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Domain.Studies;
using Lts.Hosting;

namespace Lts.Cli.Commands;

/// <summary><c>lts measure</c>: a study of just one architecture, followed to its end.</summary>
internal static class MeasureCommand
{
    /// <summary>The verb; succeeds only if every device class has measured the architecture.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "Architecture in JSON, with the fields of Archai's configuration files." };
        var command = new RemoteVerb("measure", "Measure one architecture on devices and print the result.")
        {
            file,
            CommonOptions.Devices,
        };
        command.Examples =
        [
            "lts measure model.json --device my-laptop",
            "lts measure model.json --device tag:pi --sequence-length 64 --json",
        ];
        var planOptions = new PlanOptions(command);
        command.Runs(async (context, cancellationToken) =>
        {
            var architecture = InputFile.ReadArchitecture(context.Get(file));
            var draft = new StudyDraft
            {
                Name = NameFor(architecture),
                Algorithm = new FixedCandidatesOptions { Architectures = [architecture] },
                Devices = [.. context.Get(CommonOptions.Devices)!],
                Plan = planOptions.Apply(context, new PlanChoices()),
            };
            using var connection = context.Connect();
            var created = await connection.Studies.CreateAsync(draft.ToSpec(), validateOnly: false, cancellationToken);
            var study = await new StudyFollower(context, json: false).WatchAsync(connection, created.Spec.Name, cancellationToken);
            var candidates = await connection.Studies.ListCandidatesAsync(study.Id, [], cancellationToken);
            Write(context, study, candidates);
            var conclusion = StudyFollower.Conclude(context, study);
            return !candidates.IsEmpty && candidates.All(c => c.State == CandidateState.Measured) ? conclusion : ExitCode.Incomplete;
        });
        return command;
    }

    /// <summary>Recognised in lists of studies, and different each time: an architecture may be measured often.</summary>
    private static string NameFor(Architecture architecture)
    {
        var hash = architecture.Id[(architecture.Id.IndexOf('_', StringComparison.Ordinal) + 1)..][..8];
        return $"measure-{hash}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";
    }

    private static void Write(CommandContext context, StudySnapshot study, ImmutableArray<Candidate> candidates)
    {
        if (context.Json)
        {
            var result = new MeasureResultJson(JsonMapping.ToJson(study), [.. candidates.Select(JsonMapping.ToJson)]);
            context.WriteJson(result, LtsJsonContext.Default.MeasureResultJson);
            return;
        }

        foreach (var candidate in candidates)
        {
            context.Results.Write(MeasurementTable.Create(candidate));
        }
    }
}
