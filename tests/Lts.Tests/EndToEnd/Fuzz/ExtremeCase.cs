using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Serving.Client;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Golden.Coordinator;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>One hostile act of a client or an agent; its number alone says which.</summary>
/// <param name="number">Of the input.</param>
internal sealed class ExtremeCase(int number)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly MethodDescriptor[] ClientMethods = [.. FuzzMethods.OfCoordinator.Where(method => !method.IsClientStreaming)];

    private string _change = "nothing";

    /// <inheritdoc/>
    public override string ToString() => $"case {number}: {_change}";

    /// <summary>Does it.</summary>
    /// <returns>How the coordinator took it.</returns>
    public Task<Status> RunAsync(FuzzWorld world)
    {
        var random = FuzzForm.RandomOf(number);
        return number % 2 == 0 ? CallAsync(world, random) : VisitAsync(world, random);
    }

    private Task<Status> CallAsync(FuzzWorld world, Random random)
    {
        var method = ClientMethods[random.Next(ClientMethods.Length)];
        var valid = ExtremeMessages.Valid(method.InputType);
        (var message, string change) = ExtremeMessages.Distorted(valid[random.Next(valid.Count)], random);
        if (message is CreateTrainingsRequest training && ServerAddress.TryParse(training.Trainer) is not null)
        {
            training.Trainer = "http://127.0.0.1:1"; // A test calls nobody outside this machine.
        }

        _change = $"{method.Name}: {change}";
        return world.Raw.CallAsync(method, message.ToByteArray());
    }

    /// <summary>Registers, with a name of its own, and says one thing.</summary>
    private async Task<Status> VisitAsync(FuzzWorld world, Random random)
    {
        var register = GoldenAnswers.Registration($"hostile-{number}", "Hostile CPU", 1, "", "hostile");
        bool atOnce = random.Next(4) == 0;
        if (atOnce)
        {
            (register, _change) = ExtremeMessages.Distorted(register, random);
        }

        try
        {
            await using var agent = await SimulatedAgent.ConnectAsync(world.Address, register);
            return atOnce ? Status.DefaultSuccess : await SayAsync(agent, register, random);
        }
        catch (RpcException e)
        {
            return e.Status;
        }
    }

    private async Task<Status> SayAsync(SimulatedAgent agent, Register register, Random random)
    {
        var lease = await agent.NextLeaseAsync();
        AgentMessage[] valid =
        [
            new() { Heartbeat = new Heartbeat { HeldAttemptIds = { lease.AttemptId }, RunningAttemptId = lease.AttemptId } },
            new() { Progress = new Progress { AttemptId = lease.AttemptId, Phase = MeasurementPhase.Latency, Rounds = 3 } },
            new() { LeaseReturned = new LeaseReturned { AttemptId = lease.AttemptId } }, new() { DrainRequested = new DrainRequested() }, new() { Register = register },
            new() { Result = GoldenAnswers.Failed(lease, FailureKind.Crashed) },
        ];
        var message = random.Next(3) == 0 ? valid[random.Next(valid.Length)] : new AgentMessage { Result = GoldenAnswers.Measured(lease) };
        (message, _change) = ExtremeMessages.Distorted(message, random);
        await agent.SendAsync(message);
        if (message.Result?.AttemptId is { } answered)
        {
            await agent.WaitForAcknowledgementAsync(answered).WaitAsync(Patience);
        }
        else
        {
            // What comes after it shows that it was taken, or ended the stream.
            await agent.SendAsync(new AgentMessage { Result = GoldenAnswers.Measured(lease) });
            await agent.WaitForAcknowledgementAsync(lease.AttemptId).WaitAsync(Patience);
        }

        return Status.DefaultSuccess;
    }
}
