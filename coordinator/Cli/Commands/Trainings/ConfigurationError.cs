namespace Lts.Cli.Commands.Trainings;

/// <summary>Tells whether a request was refused for what stands in the file of <c>--config</c>.</summary>
internal static class ConfigurationError
{
    private const string Field = "configuration";
    private const string Item = "\n  - ";
    private const string OlderTrainer = "the job: "; // trainers of before said what a single error is of

    /// <summary>Whether every error is of the configuration; each begins with the field that it is of.</summary>
    /// <param name="detail">Why the request was refused: one error, or a line that counts them and an item for each.</param>
    public static bool IsOne(string detail)
    {
        var parts = detail.Split(Item);
        var errors = parts.Length == 1 ? parts : parts[1..];
        return Array.TrueForAll(errors, e => (e.StartsWith(OlderTrainer, StringComparison.Ordinal) ? e[OlderTrainer.Length..] : e)
            .StartsWith(Field, StringComparison.Ordinal));
    }
}
