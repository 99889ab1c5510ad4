using System.Globalization;
using Grpc.Core;
using Lts.Cli.Commands.Display;
using Lts.Domain.Measurements;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Hosting;

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
    public async Task<StudySnapshot> RunAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = context.Time.GetTimestamp();
        var spec = CreateSpec(await FreeNameAsync(cancellationToken), limit);
        var study = await laboratory.Connection.Studies.CreateAsync(spec, validateOnly: false, cancellationToken);
        context.Note(
            $"Searching {spec.Space.Name} with up to {spec.MaxCandidates} candidates (seed {spec.Seed}), "
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
            Space = SearchSpaces.Gpt2Quickstart,
            Algorithm = new EvolutionarySearchOptions
            {
                Generations = Math.Max(1, (int)Math.Ceiling((candidates - population) / (2.0 * children))),
                ParentCount = parents,
                MutatedCount = children,
                CrossedCount = children,
            },
            Seed = 1,
            MaxCandidates = candidates,
            Devices = ["name:" + QuickstartLaboratory.DeviceName],
            Plan = new MeasurementPlan
            {
                SequenceLength = SearchSpaces.Gpt2Quickstart.MaxSequenceLength,
                MinRounds = 10,
                MaxRounds = 50,
                RelativeMargin = 0.03,
                TimeLimit = TimeSpan.FromSeconds(30),
            },
        };
    }

    /// <summary>A name that no study has: a kept database may hold earlier quickstarts. An interrupted one is ended.</summary>
    private async Task<string> FreeNameAsync(CancellationToken cancellationToken)
    {
        var studies = await laboratory.Connection.Studies.ListAsync(cancellationToken);
        foreach (var interrupted in studies.Where(s => s.State == StudyState.Running))
        {
            await laboratory.Connection.Studies.CancelAsync(interrupted.Id, cancellationToken);
        }

        var taken = studies.Select(s => s.Spec.Name).ToHashSet();
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
            await laboratory.Connection.Studies.CancelAsync(studyId, cancellationToken);
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
