using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Domain.Trainings;

namespace Lts.Cli.Commands.Trainings;

/// <summary>Writes one training as a result.</summary>
internal static class TrainingOutput
{
    /// <summary>As JSON where that was asked for, otherwise as a table of facts.</summary>
    /// <param name="context">Where results go.</param>
    /// <param name="training">As the coordinator knows it now.</param>
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
