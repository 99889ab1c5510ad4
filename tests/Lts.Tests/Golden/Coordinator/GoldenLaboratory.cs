using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>Plays the golden studies on a real coordinator, with agents that measure nothing but speak the real protocol.</summary>
internal sealed class GoldenLaboratory(TestCoordinator coordinator) : IAsyncDisposable
{
    private const string OfficeCpu = "Intel(R) Core(TM) i7-8700 CPU @ 3.20GHz";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<SimulatedAgent> _agents = [];
    private Func<Lease, Result> _answer = GoldenAnswers.Usual;
    private int _answersLeft = int.MaxValue;

    /// <summary>The devices: three that work, one of them with a class of its own, and one that is removed again.</summary>
    public async Task ConnectAsync()
    {
        await WorkAsync(GoldenAnswers.Registration("attic", "Old CPU", 2, "attic-class", "shelf"));
        await WorkAsync(Kitchen());
        await WorkAsync(Office());
        await WorkAsync(GoldenAnswers.Registration("shed", OfficeCpu, 1, "", "garden"));
        await coordinator.Devices.RemoveDeviceAsync(new RemoveDeviceRequest { Name = "shed" });
    }

    /// <summary>Creates a study and waits until it has ended.</summary>
    /// <param name="spec">The study.</param>
    /// <param name="answer">What agents answer; by default <see cref="GoldenAnswers.Usual"/>.</param>
    public async Task<Study> PlayAsync(StudySpec spec, Func<Lease, Result>? answer = null)
    {
        _answer = answer ?? GoldenAnswers.Usual;
        var study = await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
        return await coordinator.WaitForEndAsync(study.Id);
    }

    /// <summary>Creates a study and cancels it when so many leases were answered and another is held.</summary>
    public async Task CancelAsync(StudySpec spec, int answers)
    {
        _answersLeft = answers;
        var study = await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
        await Eventually.TrueAsync("all answers were given", () => Volatile.Read(ref _answersLeft) < 0, Patience);
        await coordinator.Studies.CancelStudyAsync(new CancelStudyRequest { StudyId = study.Id });
        await coordinator.WaitForEndAsync(study.Id);
        await CloseAsync();
    }

    /// <summary>Leaves a study in the middle, with an attempt in every state.</summary>
    public async Task LeaveRunningAsync(StudySpec spec)
    {
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
        for (int i = 0; i < spec.MaxAttempts; i++)
        {
            var kitchen = await coordinator.ConnectAsync(Kitchen());
            await kitchen.NextLeaseAsync();
            await kitchen.DisposeAsync(); // and comes back without the lease, which is then lost
        }

        var again = await coordinator.ConnectAsync(Kitchen());
        _agents.Add(again);
        await AnswerAsync(again, GoldenAnswers.Measured(await again.NextLeaseAsync()));
        await LeaveOfficeAsync();
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private static Register Kitchen() => GoldenAnswers.Registration("kitchen", "ARM Cortex-A72", 4, "", "pi", "kitchen");

    private static Register Office() => GoldenAnswers.Registration("office", OfficeCpu, 1, "", "bench");

    private async Task LeaveOfficeAsync()
    {
        var office = await coordinator.ConnectAsync(Office());
        _agents.Add(office);
        var measured = await office.NextLeaseAsync();
        var refused = await AnswerAsync(office, GoldenAnswers.Measured(measured));
        var crashed = await AnswerAsync(office, GoldenAnswers.Failed(refused, FailureKind.OutOfMemory));
        var returned = await AnswerAsync(office, GoldenAnswers.Failed(crashed, FailureKind.Crashed));
        await office.SendAsync(new AgentMessage { LeaseReturned = new LeaseReturned { AttemptId = returned.AttemptId } });
        await office.NextLeaseAsync(); // held when the coordinator stops
    }

    /// <summary>Sends a result and waits until it is acknowledged and the next lease is here, whichever comes first.</summary>
    private static async Task<Lease> AnswerAsync(SimulatedAgent agent, Result result)
    {
        await agent.SendAsync(new AgentMessage { Result = result });
        Lease? next = null;
        bool acknowledged = false;
        while (next is null || !acknowledged)
        {
            var message = await agent.NextAsync();
            next = message.Lease ?? next;
            acknowledged |= message.ResultAcknowledged?.AttemptId == result.AttemptId;
        }

        return next;
    }

    private async Task CloseAsync()
    {
        foreach (var agent in _agents)
        {
            await agent.DisposeAsync();
        }

        _agents.Clear();
        _answersLeft = int.MaxValue;
    }

    private async Task WorkAsync(Register register)
    {
        var agent = await coordinator.ConnectAsync(register);
        _agents.Add(agent);
        _ = agent.WorkAsync(lease => Interlocked.Decrement(ref _answersLeft) < 0
            ? Task.CompletedTask // held until the study is cancelled
            : agent.SendAsync(new AgentMessage { Result = _answer(lease) }));
    }
}
