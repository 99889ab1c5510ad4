using System.Globalization;
using Lts.Hosting;

namespace Lts.Trainer.Service.Running;

/// <summary>
/// Decides what follows the end of a job's process. A process that says why it cannot go on (an exit code below 128) would say so again. One
/// that was killed or broke down goes on from its checkpoint, unless it breaks down again and again without getting further.
/// </summary>
internal sealed class RestartRule
{
    /// <summary>Breakdowns in a row, none further than the one before, after which the job has failed.</summary>
    public const int MostBreakdowns = 3;

    private const int FirstSignalCode = 128; // shells and .NET report signal N as 128 + N; Windows' codes for crashes are negative

    private int _furthestStep = -1;
    private int _breakdowns;

    /// <summary>Takes an end in, and says what to do.</summary>
    /// <param name="end">How the process ended.</param>
    public NextMove Decide(TrainingEnd end)
    {
        if (end.HasResult)
        {
            return NextMove.Complete;
        }

        // A conflict may be another process in the run folder, which may have gone since.
        if (end.ExitCode is >= 0 and < FirstSignalCode and not ExitCode.Conflict)
        {
            return NextMove.Fail;
        }

        _breakdowns = end.LastStep > _furthestStep ? 1 : _breakdowns + 1;
        _furthestStep = Math.Max(_furthestStep, end.LastStep);
        return _breakdowns < MostBreakdowns ? NextMove.StartAgain : NextMove.Fail;
    }

    /// <summary>Says why a job has failed, and what to do.</summary>
    /// <param name="end">How its last process ended.</param>
    /// <param name="log">File of all that its processes said.</param>
    public static string Describe(TrainingEnd end, string log)
    {
        var words = end.LastWords.Length > 0 ? end.LastWords : "It printed nothing.";
        return end.ExitCode is >= 0 and < FirstSignalCode
            ? $"{words}\nOnce the cause is removed, run the same `lts train` again (ResumeJob): it goes on from the last checkpoint. All that was printed is in {log} at the trainer."
            : string.Create(CultureInfo.InvariantCulture,
                $"Training crashed {MostBreakdowns} times in a row without getting beyond step {end.LastStep} ({Code(end.ExitCode)}). Often there is "
                + $"too little memory. Run the same `lts train` again (ResumeJob) to try again from the last checkpoint. All that was printed is in {log} at the trainer; it ends:\n{words}");
    }

    private static string Code(int? exitCode) => exitCode switch
    {
        null => "the process could not be started",
        > FirstSignalCode and < FirstSignalCode + 65 => string.Create(CultureInfo.InvariantCulture, $"signal {exitCode - FirstSignalCode}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"exit code {exitCode}"),
    };
}
