using Lts.Coordinator.Client;
using Lts.Coordinator.Client.Json;
using Lts.Coordinator.Commands.Display;
using Lts.Coordinator.StudyFiles;
using Lts.Protos.V1;

namespace Lts.Coordinator.Commands.Studies;

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

        context.WriteLine($"Study {study.Name} ({study.Id}) is {WireNames.Of(study.State)}.");
        if (study.FailureMessage.Length > 0)
        {
            context.WriteLine(study.FailureMessage);
        }

        if (study.Spec is { } spec)
        {
            var space = spec.Space?.Preset is { Length: > 0 } preset ? preset : "the given architectures";
            context.WriteLine($"Searches {space} with {StudyFileWriter.AlgorithmName(spec) ?? "the default algorithm"}, seed {spec.Seed}.");
        }

        context.Results.Write(StudyTable.CreateTargets(study));
    }
}
