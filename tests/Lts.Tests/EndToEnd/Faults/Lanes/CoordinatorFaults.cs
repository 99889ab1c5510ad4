using System.Diagnostics;
using Lts.Protos.V1;
using Lts.Tests.EndToEnd.Faults.Harness;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.EndToEnd.Faults.Lanes;

/// <summary>What happens to the coordinator.</summary>
internal sealed class CoordinatorFaults(FaultContext context, int seed) : FaultLane(
    context, seed, TimeSpan.FromSeconds(4), (Fault.Kill, 5), (Fault.Pause, 1), (Fault.Clock, 2), (Fault.Disk, 1), (Fault.Lock, 1))
{
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromMinutes(5);

    private long? _mended;
    private int? _settled;

    private FaultSite Site => Context.Site;

    /// <inheritdoc/>
    protected override async Task DoAsync(Fault fault, CancellationToken cancellationToken)
    {
        if (Site.Coordinator.HasExited)
        {
            Context.Figures.CountViolations("programs that ended by themselves", ["coordinator: " + Site.Coordinator.Output]);
            await Site.StartCoordinatorAsync(Refused);
        }

        string study = Context.Study;
        (_mended, _settled) = (null, null);
        switch (fault)
        {
            case Fault.Kill:
                await KillAsync("coordinator killed with -9");
                break;
            case Fault.Pause:
                await Site.Coordinator.PauseAsync(NextPause(), cancellationToken);
                Context.Figures.CountFault("coordinator stopped for longer than a lease lives, up to minutes");
                break;
            case Fault.Clock when Site.HasClocks:
                Site.Coordinator.SetClock(NextClock());
                Context.Figures.CountFault("coordinator's clock set by an hour or two");
                break;
            case Fault.Disk:
                await FillDiskAsync(cancellationToken);
                break;
            case Fault.Lock:
                await LockAsync(cancellationToken);
                break;
        }

        await RecoverAsync(study, $"coordinator: {fault}", _mended ?? Stopwatch.GetTimestamp(), cancellationToken);
    }

    private async Task KillAsync(string what)
    {
        string[] safe = [.. Context.Unreliable.SelectMany(agent => agent.Acknowledged)];
        await Site.Coordinator.KillAsync();
        Context.Figures.CountFault(what);
        await WaitAsync(TimeSpan.Zero, TimeSpan.FromSeconds(2), CancellationToken.None);
        _mended = Stopwatch.GetTimestamp();
        await Site.StartCoordinatorAsync(Refused);
        if (Context.Study is { Length: > 0 } study)
        {
            _settled = await Site.SettledAsync(study);
        }

        await CheckKeptAsync(safe);
    }

    /// <summary>Half of the time it dies of it, at some moment.</summary>
    private async Task FillDiskAsync(CancellationToken cancellationToken)
    {
        var filling = Site.Coordinator.FillDiskAsync(Between(4, 9), cancellationToken);
        if (Random.Next(2) == 0)
        {
            await WaitAsync(TimeSpan.Zero, TimeSpan.FromSeconds(4), cancellationToken);
            await KillAsync("coordinator killed with -9 while its disk was full");
        }

        await filling;
        Context.Figures.CountFault("coordinator's disk full");
    }

    private async Task LockAsync(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={Site.Database};Pooling=False");
        await connection.OpenAsync(CancellationToken.None);
        await using var begin = new SqliteCommand("BEGIN EXCLUSIVE", connection);
        await begin.ExecuteNonQueryAsync(CancellationToken.None);
        await WaitAsync(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(9), cancellationToken);
        await using var end = new SqliteCommand("ROLLBACK", connection);
        await end.ExecuteNonQueryAsync(CancellationToken.None);
        Context.Figures.CountFault("database locked by another program");
    }

    /// <summary>What an agent was told to forget is there.</summary>
    private async Task CheckKeptAsync(string[] acknowledged)
    {
        string study = Context.Study;
        if (study.Length == 0)
        {
            return;
        }

        var measured = (await Site.CandidatesAsync(study)).Where(c => c.State == CandidateState.Measured).Select(c => c.Id).ToHashSet();
        Context.Figures.CountViolations(
            "acknowledged results lost",
            [.. acknowledged.Where(a => a.StartsWith(study + ".", StringComparison.Ordinal)).Where(a => !measured.Contains(CandidateOf(a)))]);
    }

    /// <summary>Waits for the next result of the study, if it is still to come.</summary>
    private async Task RecoverAsync(string study, string after, long start, CancellationToken cancellationToken)
    {
        int before = _settled ?? (study.Length == 0 ? 0 : await Site.SettledAsync(study));
        while (study.Length > 0 && study == Context.Study && !cancellationToken.IsCancellationRequested)
        {
            var now = await Site.StudyAsync(study);
            if (now.State != StudyState.Running)
            {
                return;
            }

            if (now.Targets.Sum(t => t.MeasuredCount + t.FailedCount) > before)
            {
                Context.Figures.AddRecovery($"{after}, until the next result", Stopwatch.GetElapsedTime(start));
                return;
            }

            if (Stopwatch.GetElapsedTime(start) > RecoveryLimit)
            {
                Context.Figures.CountViolations("stalls of more than five minutes", [$"{after}, study {study} at {before}"]);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }

    private void Refused(string output) => Context.Figures.CountFault("coordinator that had to be started once more");

    private static string CandidateOf(string attempt) => string.Join('.', attempt.Split('.')[..3]);
}
