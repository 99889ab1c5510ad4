using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Cli.StudyFiles;
using Lts.Contracts;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Studies;

/// <summary>Writes one study as a result.</summary>
internal static class StudyOutput
{
    public static void Write(CommandContext context, Study study)
    {
        if (context.Json)
        {
            context.WriteJson(JsonMapping.ToJson(study), LtsJsonContext.Default.StudyJson);
            return;
        }

        var draft = study.Id.Length == 0; // checked, not created
        context.WriteLine(draft ? $"Study {study.Name} would run." : $"Study {study.Name} ({study.Id}) is {WireNames.Of(study.State)}.");
        if (study.FailureMessage.Length > 0)
        {
            context.WriteLine(study.FailureMessage);
        }

        if (study.Spec is { } spec)
        {
            context.WriteLine(spec.Fixed is { } given
                ? $"Measures {given.Architectures.Count} given architecture(s)."
                : $"Searches {SpaceOf(spec)} with {StudyFileWriter.AlgorithmName(spec) ?? "the default algorithm"}, seed {spec.Seed}.");
        }

        context.Results.Write(StudyTable.CreateTargets(study));
    }

    /// <summary>The space's preset; empty for given architectures, which belong to none.</summary>
    public static string SpaceOf(StudySpec spec) => spec.Fixed is null ? spec.Space?.Preset ?? "" : "";
}
