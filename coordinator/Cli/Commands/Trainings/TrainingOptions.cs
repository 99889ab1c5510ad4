using System.CommandLine;

namespace Lts.Cli.Commands.Trainings;

/// <summary>Arguments that several verbs have.</summary>
internal static class TrainingOptions
{
    /// <summary>One training.</summary>
    public static Argument<string> Training { get; } = new("training")
    {
        Description = "Id of the training, or an unambiguous beginning of it.",
    };
}
