using System.Globalization;
using Grpc.Core;
using Lts.Cli.Commands.Display;
using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Quickstart;

/// <summary>The study of a quickstart: the paper's search, scaled down to a time.</summary>
/// <param name="laboratory">Where it runs.</param>
/// <param name="context">Where it is shown.</param>
internal sealed class QuickstartStudy(QuickstartLaboratory laboratory, CommandContext context)
{
    private const string Name = "quickstart";

    /// <summary>What two cores measure with the plan below (60 seen), with some time to spare.</summary>
    private const double CandidatesPerMinute = 45;

    /// <summary>Of the paper's 100: small, so that several generations fit.</summary>
    private const int Population = 18;

    /// <summary>Runs the study to its end, or to the end of the time, whichever comes first.</summary>
    /// <returns>The study as it ended.</returns>
    public async Task<Study> RunAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = context.Time.GetTimestamp();
        var spec = CreateSpec(await FreeNameAsync(cancellationToken), limit);
        var study = await laboratory.Connection.Studies.CreateStudyAsync(
            new CreateStudyRequest { Spec = spec }, laboratory.Connection.Soon(cancellationToken));
        context.Note(
            $"Searching {spec.Space.Preset} with up to {spec.MaxCandidates} candidates (seed {spec.Seed}), "
            + $"at most {Units.Duration(limit)} …");
        return await laboratory.WhileAliveAsync(
            async token =>
            {
                using var follow = CancellationTokenSource.CreateLinkedTokenSource(token);
                var stop = StopAfterAsync(study.Id, limit - context.Time.GetElapsedTime(start), follow.Token);
                var ended = await new StudyFollower(context, json: false).FollowAsync(laboratory.Connection, study.Id, token);
                await follow.CancelAsync();
                await stop;
                return ended.State == StudyState.Failed
                    ? throw new UserErrorException($"The study failed: {ended.FailureMessage}", ExitCode.Incomplete)
                    : ended;
            },
            cancellationToken);
    }

    /// <summary>The specification for a time.</summary>
    internal static StudySpec CreateSpec(string name, TimeSpan limit)
    {
        var candidates = Math.Max(4, (int)(limit.TotalMinutes * CandidatesPerMinute));
        var population = Math.Min(Population, candidates);
        var parents = population / 3;
        var children = (population - parents) / 2;
        return new StudySpec
        {
            Name = name,
            Space = new SearchSpaceSpec { Preset = Domain.Spaces.SearchSpaces.Gpt2Quickstart.Name },
            Evolutionary = new EvolutionarySearch
            {
                Generations = Math.Max(1, (int)Math.Ceiling((candidates - population) / (2.0 * children))),
                ParentCount = parents,
                MutatedCount = children,
                CrossedCount = children,
            },
            Seed = 1,
            MaxCandidates = candidates,
            Devices = { "name:" + QuickstartLaboratory.DeviceName },
            Plan = new MeasurementPlan
            {
                SequenceLength = Domain.Spaces.SearchSpaces.Gpt2Quickstart.MaxSequenceLength,
                MinRounds = 10,
                MaxRounds = 50,
                RelativeMargin = 0.03,
                TimeLimitMs = 30_000,
            },
        };
    }

    /// <summary>A name that no study has: a kept database may hold earlier quickstarts. An interrupted one is ended.</summary>
    private async Task<string> FreeNameAsync(CancellationToken cancellationToken)
    {
        var response = await laboratory.Connection.Studies.ListStudiesAsync(
            new ListStudiesRequest(), laboratory.Connection.Soon(cancellationToken));
        foreach (var interrupted in response.Studies.Where(s => s.State == StudyState.Running))
        {
            await laboratory.Connection.Studies.CancelStudyAsync(
                new CancelStudyRequest { StudyId = interrupted.Id }, laboratory.Connection.Soon(cancellationToken));
        }

        var taken = response.Studies.Select(s => s.Name).ToHashSet();
        return Enumerable.Range(1, int.MaxValue)
            .Select(i => i == 1 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}-{i}"))
            .First(n => !taken.Contains(n));
    }

    private async Task StopAfterAsync(string studyId, TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.Zero, context.Time, cancellationToken);
            context.Note("Time is up: stopping the search with what it has found.");
            await laboratory.Connection.Studies.CancelStudyAsync(
                new CancelStudyRequest { StudyId = studyId }, laboratory.Connection.Soon(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The study ended first.
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition || cancellationToken.IsCancellationRequested)
        {
            // It ended by itself while it was being cancelled.
        }
    }
}
