using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Contracts;
using Lts.Domain.Studies;

namespace Lts.Cli.Commands.Studies;

/// <summary>Writes one study as a result.</summary>
internal static class StudyOutput
{
    /// <summary>As JSON where that was asked for, otherwise its state and a table of its targets.</summary>
    /// <param name="context">Where results go.</param>
    /// <param name="study">With an empty id if it was only checked.</param>
    public static void Write(CommandContext context, StudySnapshot study)
    {
        if (context.Json)
        {
            context.WriteJson(JsonMapping.ToJson(study), LtsJsonContext.Default.StudyJson);
            return;
        }

        var draft = study.Id.Length == 0; // checked, not created
        var (name, spec) = (study.Spec.Name, study.Spec);
        context.WriteLine(draft ? $"Study {name} would run." : $"Study {name} ({study.Id}) is {WireNames.Of(study.State)}.");
        if (study.FailureMessage is { } failure)
        {
            context.WriteLine(failure);
        }

        context.WriteLine(spec.Algorithm is FixedCandidatesOptions given
            ? given.Architectures.Length == 1 ? "Measures one given architecture." : $"Measures {given.Architectures.Length} given architectures."
            : $"Searches {SpaceOf(spec)} with {spec.Algorithm.Name}, seed {spec.Seed}.");
        context.Results.Write(StudyTable.CreateTargets(study, FittingTable.WidthOf(context.Results)));
        foreach (var target in study.Targets)
        {
            if (CheckText.Of(target.Progress.Checks) is { Length: > 0 } checks)
            {
                context.WriteLine(study.Targets.Length == 1 ? $"Checks: {checks}." : $"Checks of {target.DeviceClass}: {checks}.");
            }

            foreach (var device in target.Quarantined)
            {
                context.WriteLine($"{CheckText.Of(device)} To end it: `lts devices release {device.Name}`.");
            }
        }
    }

    /// <summary>The space's preset, or its family; empty for given architectures, which belong to none.</summary>
    public static string SpaceOf(StudySpec spec) => spec.Algorithm is FixedCandidatesOptions ? "" : spec.Space.Name;
}
