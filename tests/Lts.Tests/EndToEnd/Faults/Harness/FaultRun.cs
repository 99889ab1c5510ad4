using System.Diagnostics;
using System.Globalization;
using Lts.Protos.V1;
using Lts.Tests.EndToEnd.Faults.Devices;
using Lts.Tests.EndToEnd.Faults.Lanes;
using Lts.Tests.EndToEnd.Faults.Mischief;
using Lts.Tests.Trainer.Service;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>Studies one after another, while everything happens to everybody; each is then compared with its known answer.</summary>
internal sealed class FaultRun
{
    private static readonly TimeSpan StudyLimit = TimeSpan.FromMinutes(30);

    private readonly FaultPlan _plan;
    private readonly FaultSite _site;
    private readonly FaultFigures _figures = new();
    private readonly Evidence _evidence = new();
    private readonly FaultContext _context;
    private readonly long _start = Stopwatch.GetTimestamp();

    private FaultRun(FaultPlan plan, FaultSite site)
    {
        (_plan, _site) = (plan, site);
        var unreliable = site.Formulas
            .Select((formula, i) => new FaultyAgent(site, $"unreliable-{i}", formula, plan.Seed + i, FaultRates.Bad, _evidence)).ToList();
        _context = new FaultContext(plan, site, _figures, _evidence, unreliable);
    }

    /// <summary>Runs it, and returns what came of it.</summary>
    public static async Task<FaultFigures> RunAsync(FaultPlan plan)
    {
        await using var site = await FaultSite.StartAsync(plan);
        var run = new FaultRun(plan, site);
        await run.RunAsync();
        return run._figures;
    }

    private async Task RunAsync()
    {
        using var stop = new CancellationTokenSource();
        using var noMore = new CancellationTokenSource();
        var unreliable = _context.Unreliable.Select(agent => Task.Run(() => agent.RunAsync(stop.Token))).ToList();
        var mischief = MischiefMakers.RunAsync(_site, _plan.Seed, _figures, noMore.Token);
        FaultLane[] lanes =
        [
            new CoordinatorFaults(_context, _plan.Seed),
            new AgentFaults(_context, _plan.Seed + 1, [.. _site.Agents.Where((_, i) => i % 2 == 0)]),
            new AgentFaults(_context, _plan.Seed + 2, [.. _site.Agents.Where((_, i) => i % 2 == 1)]),
            new MeasuringFaults(_context, _plan.Seed + 3),
        ];
        if (_plan.Time is { } time)
        {
            noMore.CancelAfter(time);
        }

        var simulated = GuardAsync(StudiesAsync("simulated", SimulatedAsync, noMore.Token), noMore);
        var measured = GuardAsync(StudiesAsync("measured", MeasuredAsync, noMore.Token), noMore);
        var faults = Task.WhenAll(lanes.Select(lane => GuardAsync(Task.Run(() => lane.RunAsync(noMore.Token)), noMore)));
        var telling = TellAsync(noMore.Token);
        var training = GuardAsync(TrainAsync(noMore.Token), noMore);
        await faults;
        await noMore.CancelAsync();
        _plan.Say("nothing more happens; the studies that run come to their end");
        _site.SetPace(1);
        await Task.WhenAll(simulated, measured, training, mischief, telling);
        await stop.CancelAsync();
        await Task.WhenAll(unreliable);
        _figures.CountFault("agent died while it measured (in this process)", _context.Unreliable.Sum(agent => agent.Deaths));
        _figures.CountFault("agent's connection broken", _context.Unreliable.Sum(agent => agent.Cuts));
        _figures.CountFault("results sent again and contradicted", _context.Unreliable.Sum(agent => agent.Lies));
    }

    /// <summary>What the harness itself did not expect ends it, and is told like everything else.</summary>
    private async Task GuardAsync(Task task, CancellationTokenSource noMore)
    {
        try
        {
            await task;
        }
        catch (Exception e)
        {
            _figures.CountViolations("surprises of the harness", [e.ToString()]);
            await noMore.CancelAsync();
        }
    }

    /// <summary>One study after another until told to stop; the last one comes to its end.</summary>
    private async Task StudiesAsync(string name, Func<string, int, Task> run, CancellationToken noMore)
    {
        for (int i = 0; i == 0 || !noMore.IsCancellationRequested; i++)
        {
            await run($"{name}-{i}", _plan.Seed + i);
        }
    }

    private async Task SimulatedAsync(string name, int seed)
    {
        var spec = SimulatedStudy.Spec(name, seed, _plan.Generations);
        var study = await CreateAsync(spec);
        _context.Study = study.Id;
        var end = await EndOfAsync(study.Id);
        var candidates = await _site.CandidatesAsync(study.Id);
        _context.Study = "";
        StudyCheck.Simulated(_figures, end, candidates, _site.Formulas, spec);
        CheckResults(study.Id, name, candidates.Count);
        _figures.CountViolations("candidates blamed without evidence", _evidence.BlamedWithout(_site.Database, study.Id));
    }

    private async Task TrainAsync(CancellationToken noMore)
    {
        if (!_plan.WithTrainer)
        {
            return;
        }

        if (TorchFactAttribute.SkipReason is { } reason)
        {
            _plan.Say($"no trainings: {reason}");
            return;
        }

        await using var trainer = await ServedTrainer.StartAsync();
        var lane = new TrainerFaults(_context, _plan.Seed + 4, trainer);
        var begun = new TaskCompletionSource();
        var training = lane.TrainAsync(begun, noMore);
        await await Task.WhenAny(begun.Task, training);
        await lane.RunAsync(noMore);
        await training;
    }

    private async Task MeasuredAsync(string name, int seed)
    {
        var request = SmallStudy.Create(name, "tag:" + FaultSite.MeasuringTag);
        request.Spec.Seed = seed;
        request.Spec.MaxAttempts = SimulatedStudy.MaxAttempts;
        request.Spec.Plan.TimeLimitMs = (int)TimeSpan.FromMinutes(10).TotalMilliseconds;
        int deaths = _evidence.MeasuringDeaths;
        var study = await CreateAsync(request.Spec);
        var end = await EndOfAsync(study.Id);
        var candidates = await _site.CandidatesAsync(study.Id);
        StudyCheck.Measured(_figures, end, candidates);
        CheckResults(study.Id, name, candidates.Count);
        int unexplained = Evidence.CountBlamed(_site.Database, study.Id) - (_evidence.MeasuringDeaths - deaths);
        _figures.CountViolations("candidates blamed without evidence", unexplained <= 0 ? [] : [.. Enumerable.Repeat(name, unexplained)]);
    }

    private void CheckResults(string study, string name, int count)
    {
        _figures.CountResult("attempts that count against a candidate", Evidence.CountBlamed(_site.Database, study));
        _figures.CountViolations(
            "candidates with two results", Evidence.CountDuplicates(_site.Database, study) is > 0 and var twice ? [.. Enumerable.Repeat(study, twice)] : []);
        _plan.Say($"{name}: {count} candidates compared");
    }

    /// <summary>A study may have been created although nobody said so: its name is then taken.</summary>
    private async Task<Study> CreateAsync(StudySpec spec) => await FaultSite.AskAsync(async options =>
    {
        var known = await _site.Studies.ListStudiesAsync(new ListStudiesRequest(), options);
        return known.Studies.FirstOrDefault(s => s.Name == spec.Name)
            ?? await _site.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec }, options);
    });

    private async Task<Study> EndOfAsync(string study)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            var now = await _site.StudyAsync(study);
            if (now.State != StudyState.Running || Stopwatch.GetElapsedTime(start) > StudyLimit)
            {
                return now;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _plan.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{Stopwatch.GetElapsedTime(_start):hh\\:mm\\:ss}: coordinator killed {_figures.FaultsOf("coordinator killed with -9")}, agents "
                + $"{_figures.FaultsOf("agent killed with -9")}, measuring processes {_figures.FaultsOf("measuring process killed with -9")}; "
                + $"{_figures.ResultsOf("candidates compared")} candidates compared, {_figures.Violations.Count} violations"));
        }
    }
}
