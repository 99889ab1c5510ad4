using Lts.Coordinator.Client;
using Lts.Coordinator.Client.Json;
using Lts.Coordinator.Commands.Display;
using Lts.Protos.V1;

namespace Lts.Coordinator.Commands.Trainings;

/// <summary>Writes one training as a result.</summary>
internal static class TrainingOutput
{
    public static void Write(CommandContext context, Training training)
    {
        if (context.Json)
        {
            context.WriteJson(TrainingJsonMapping.ToJson(training), LtsJsonContext.Default.TrainingJson);
        }
        else
        {
            context.Results.Write(TrainingTable.CreateFacts(training));
        }
    }
}
