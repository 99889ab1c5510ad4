using System.Collections.Immutable;
using Grpc.Net.Client;
using Lts.Coordinator.Rpc;
using Lts.Coordinator.Trainings;
using Lts.Protos.V1;
using Lts.Tests.Support;

namespace Lts.Tests.Coordinator.Trainings;

/// <summary>What a trainer is asked before trainings are kept.</summary>
public sealed class RecipeNormaliserTests
{
    [Fact]
    public async Task ManyTrainings_AreCheckedAFewAtATime()
    {
        await using var peer = await PeerTrainer.StartAsync();
        using var channel = GrpcChannel.ForAddress(peer.Address);
        var trainer = new TrainerClient(new TrainerService.TrainerServiceClient(channel), peer.Address, TimeProvider.System);
        var wanted = Enumerable.Range(0, 60).Select(i => TrainingSamples.Waiting($"t{i:00}")).ToImmutableArray();
        var answer = new TaskCompletionSource();
        peer.Checking = answer.Task;

        var normal = RecipeNormaliser.NormaliseAsync(trainer, wanted, isKnown: _ => true, CancellationToken.None);
        await Eventually.TrueAsync("as many are asked as may be", () => peer.Checked.Count >= RecipeNormaliser.MostChecksAtOnce, TimeSpan.FromSeconds(30));
        answer.SetResult();

        Assert.Equal(wanted.AsEnumerable(), await normal);
        Assert.Equal(wanted.Select(t => t.Id), peer.Checked.Order());
        Assert.Equal(RecipeNormaliser.MostChecksAtOnce, peer.MostChecksAtOnce);
    }
}
