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
    /// <param name="isLockHeld">Whether another process trains there now.</param>
    public NextMove Decide(ChildEnd end, bool isLockHeld)
    {
        if (end.HasResult)
        {
            return NextMove.Complete;
        }

        if (end.ExitCode == ExitCode.Conflict && isLockHeld)
        {
            return NextMove.WaitForOther;
        }

        if (end.ExitCode is >= 0 and < FirstSignalCode)
        {
            return NextMove.Fail;
        }

        _breakdowns = end.LastStep > _furthestStep ? 1 : _breakdowns + 1;
        _furthestStep = Math.Max(_furthestStep, end.LastStep);
        return _breakdowns < MostBreakdowns ? NextMove.StartAgain : NextMove.Fail;
    }
}
