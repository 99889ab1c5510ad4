using System.Globalization;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>
/// Extreme values in every field of every message of clients and agents. After each batch everybody else sees everything, also after a restart,
/// and an honest study beside ends with the numbers that it has without strangers.
/// </summary>
public sealed class ExtremeMessageFuzzTests(ITestOutputHelper output)
{
    private const int Batch = 10;
    private const int BatchesPerRestart = 8;
    private const int HonestPerBatch = 1;
    private const string Honest = "honest";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly FindingList _findings = new("extreme messages");
    private int _refused;

    [Fact]
    public async Task Others_SeeEverything_WhateverStrangersSend()
    {
        var expected = await UndisturbedAsync();
        await using var world = await FuzzWorld.StartAsync();
        await PrepareAsync(world);
        using var turns = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();
        var working = WorkAsync(() => world.Address, turns, stop.Token);
        int batches = (FuzzForm.Inputs + Batch - 1) / Batch;
        for (int batch = 0; batch < batches; batch++)
        {
            turns.Release(HonestPerBatch);
            await TryBatchAsync(world, [.. Enumerable.Range(batch * Batch, Batch).Select(number => new ExtremeCase(number))], batch % BatchesPerRestart == 0);
            await TidyAsync(world, batch);
            if (batch % 100 == 99)
            {
                FuzzForm.Tell($"extreme messages: {(batch + 1) * Batch}");
            }
        }

        turns.Release(1_000_000);
        var candidates = await EndAsync(world);
        await stop.CancelAsync();
        await working;
        string figures = string.Create(
            CultureInfo.InvariantCulture, $"extreme messages: {batches * Batch} inputs, {_refused} refused, {(batches * Batch) - _refused} accepted");
        output.WriteLine(figures);
        FuzzForm.Tell(figures);
        _findings.ThrowIfAny();
        Assert.Equal(Summary(expected), Summary(candidates));
    }

    /// <summary>Where nobody sees everything after a batch, its cases are tried one by one in a world of their own, to tell which it was.</summary>
    private async Task TryBatchAsync(FuzzWorld world, IReadOnlyList<ExtremeCase> cases, bool restarts)
    {
        foreach (var one in cases)
        {
            await ActAsync(world, one);
        }

        if (await BlindnessAsync(world, restarts) is not { } trouble)
        {
            return;
        }

        foreach (var one in cases)
        {
            await using var alone = await FuzzWorld.StartAsync();
            await PrepareAsync(alone);
            await one.RunAsync(alone);
            if (await BlindnessAsync(alone, restarts: true) is { } own)
            {
                _findings.Add("blind " + own[..Math.Min(own.Length, 120)], $"{one}\n{own}");
                return;
            }
        }

        _findings.Add("blind " + trouble[..Math.Min(trouble.Length, 120)], $"one of, or all of:\n{string.Join('\n', cases)}\n{trouble}");
    }

    private async Task ActAsync(FuzzWorld world, ExtremeCase one)
    {
        try
        {
            var status = await one.RunAsync(world);
            _refused += status.StatusCode == StatusCode.OK ? 0 : 1;
            if (FuzzMethods.IsUnforeseen(status))
            {
                _findings.Add($"{status.StatusCode} {status.Detail}", $"{one}\n{status}\n{world.TakeErrors()}");
            }
        }
        catch (Exception e)
        {
            _findings.Add(e.GetType() + e.Message, $"{one}\n{e}\n{world.TakeErrors()}");
        }
    }

    /// <summary>What another client cannot see, or what was logged as an error; <see langword="null"/> when all is well.</summary>
    private static async Task<string?> BlindnessAsync(FuzzWorld world, bool restarts)
    {
        try
        {
            await world.LookAsync().WaitAsync(Patience);
            if (restarts)
            {
                await world.RestartAsync().WaitAsync(Patience);
                await world.LookAsync().WaitAsync(Patience);
            }
        }
        catch (Exception e)
        {
            return $"{e}\n{world.TakeErrors()}";
        }

        return world.TakeErrors() is { Length: > 0 } errors ? errors : null;
    }

    /// <summary>As an operator does: what strangers left is removed, which must work, too.</summary>
    private async Task TidyAsync(FuzzWorld world, int batch)
    {
        try
        {
            foreach (var device in await world.Connection.Devices.ListAsync([], CancellationToken.None))
            {
                if (device.Name is not (Honest or ExtremeMessages.Victim))
                {
                    await world.Connection.Devices.RemoveAsync(device.Name, CancellationToken.None);
                }
            }

            foreach (var study in await world.Connection.Studies.ListAsync(CancellationToken.None))
            {
                if (study.Spec.Name is not (Honest or "hostile") && study.State == Lts.Domain.Studies.StudyState.Running)
                {
                    await world.Connection.Studies.CancelAsync(study.Id, CancellationToken.None);
                }
            }

            await EnsureVictimAsync(world);
        }
        catch (Exception e)
        {
            _findings.Add("tidying " + e.Message, $"after batch {batch}: {e}\n{world.TakeErrors()}");
        }
    }

    private static async Task PrepareAsync(FuzzWorld world)
    {
        await EnsureVictimAsync(world);
        await using var honest = await SimulatedAgent.ConnectAsync(world.Address, SimulatedAgent.Registration(Honest));
        await using var hostile = await SimulatedAgent.ConnectAsync(
            world.Address, Golden.Coordinator.GoldenAnswers.Registration("hostile-0", "Hostile CPU", 1, "", "hostile"));
        var studies = world.Raw.Channel<StudyService.StudyServiceClient>(channel => new(channel));
        await studies.CreateStudyAsync(new CreateStudyRequest { Spec = HonestSpec() });
        var spec = SmallSpecs.Random("hostile", count: FuzzForm.Inputs + 200, batch: FuzzForm.Inputs + 200);
        spec.Devices.Add("tag:hostile");
        await studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
    }

    private static async Task EnsureVictimAsync(FuzzWorld world)
    {
        await using var victim = await SimulatedAgent.ConnectAsync(world.Address, SimulatedAgent.Registration(ExtremeMessages.Victim, "Victim CPU"));
        var studies = world.Raw.Channel<StudyService.StudyServiceClient>(channel => new(channel));
        if ((await studies.ListStudiesAsync(new ListStudiesRequest())).Studies.All(study => study.Name != ExtremeMessages.Victim))
        {
            var spec = SmallSpecs.Random(ExtremeMessages.Victim);
            spec.Devices.Add("name:" + ExtremeMessages.Victim);
            await studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
        }
    }

    private static StudySpec HonestSpec()
    {
        var spec = SmallSpecs.Evolutionary(Honest);
        spec.Devices.Add("name:" + Honest);
        return spec;
    }

    private static async Task<IReadOnlyList<Candidate>> UndisturbedAsync()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync(Honest);
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = HonestSpec() });
        _ = agent.WorkAsync();
        Assert.Equal(StudyState.Completed, (await coordinator.WaitForEndAsync(Honest)).State);
        return await coordinator.CandidatesAsync(Honest);
    }

    /// <summary>The honest agent: one measurement a turn, across restarts of the coordinator.</summary>
    private static async Task WorkAsync(Func<Uri> address, SemaphoreSlim turns, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var agent = await SimulatedAgent.ConnectAsync(address(), SimulatedAgent.Registration(Honest));
                await using var stopping = cancellationToken.Register(() => _ = agent.DisposeAsync().AsTask());
                await agent.WorkAsync(async lease =>
                {
                    await turns.WaitAsync(cancellationToken);
                    await agent.AnswerAsync(lease);
                });
            }
            catch (Exception e) when (e is RpcException or InvalidOperationException or OperationCanceledException)
            {
                // The coordinator restarts.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task<IReadOnlyList<Candidate>> EndAsync(FuzzWorld world)
    {
        var studies = world.Raw.Channel<StudyService.StudyServiceClient>(channel => new(channel));
        using var patience = new CancellationTokenSource(Patience);
        using (var watch = studies.WatchStudy(new WatchStudyRequest { StudyId = Honest }, cancellationToken: patience.Token))
        {
            await foreach (var update in watch.ResponseStream.ReadAllAsync(patience.Token))
            {
                Assert.NotEqual(StudyState.Failed, update.Study.State);
            }
        }

        using var call = studies.ListCandidates(new ListCandidatesRequest { StudyId = Honest });
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }

    private static string[] Summary(IEnumerable<Candidate> candidates) =>
    [
        .. candidates.Select(c => string.Create(
            CultureInfo.InvariantCulture, $"{c.Index} {c.ArchitectureId} {c.Measurement?.Latency?.LatencyMs:R} {c.Measurement?.Memory?.PeakBytes} {c.OnFrontier}")),
    ];
}
