using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Domain.Trainings;

namespace Lts.Cli.Commands.Trainings;

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
