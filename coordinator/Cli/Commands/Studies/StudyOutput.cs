using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Contracts;
using Lts.Domain.Studies;

namespace Lts.Cli.Commands.Studies;

/// <summary>Writes one study as a result.</summary>
internal static class StudyOutput
{
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
            ? $"Measures {given.Architectures.Length} given architecture(s)."
            : $"Searches {SpaceOf(spec)} with {spec.Algorithm.Name}, seed {spec.Seed}.");
        context.Results.Write(StudyTable.CreateTargets(study, FittingTable.WidthOf(context.Results)));
    }

    /// <summary>The space's preset, or its family; empty for given architectures, which belong to none.</summary>
    public static string SpaceOf(StudySpec spec) => spec.Algorithm is FixedCandidatesOptions ? "" : spec.Space.Name;
}
