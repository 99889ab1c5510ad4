using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Coordinator.Trainings;
using Lts.Tests.Golden.Support;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>What is written today is what was written then, column by column and field by field.</summary>
public sealed class StoredFormTests
{
    /// <summary>Candidates of the study <c>fixed</c> before those whose failure makes a device pause for seconds.</summary>
    private const int WithoutPause = GoldenAnswers.Endings - 2;

    [Fact]
    public async Task StudiesCandidatesDevicesAndTrainings_AreStoredAsTheyWere()
    {
        await using var trainer = await PeerTrainer.StartAsync();
        await using var coordinator = await TestCoordinator.StartAsync(trainer: trainer.Address);
        await using (var laboratory = new GoldenLaboratory(coordinator))
        {
            await laboratory.ConnectAsync();
            await laboratory.PlayAsync(GoldenStudies.Evolution);
            await laboratory.PlayAsync(GoldenStudies.Pareto);
            await laboratory.PlayAsync(GoldenStudies.Random);
            await laboratory.PlayAsync(GoldenStudies.Failed);
            await laboratory.PlayAsync(GoldenStudies.Fixed, AllButDeviceFaults);
            await GoldenTrainings.LoneAsync(coordinator, trainer);
        }

        await coordinator.StopAsync();

        string now = Path.Combine(coordinator.DataDirectory, "coordinator.db");
        string golden = GoldenFiles.PathOf(GoldenDatabase.Current);
        GoldenFiles.IsText(GoldenDatabase.Tables, StoredRows.Tables(now));
        Same(database => StoredRows.OfDevices(database), golden, now);
        Same(database => StoredRows.OfTrainings(database), golden, now);
        Same(database => StoredRows.OfStudy(database, GoldenStudies.Failed.Name), golden, now);
        foreach (var spec in (StudySpec[])[GoldenStudies.Evolution, GoldenStudies.Pareto, GoldenStudies.Random])
        {
            Same(database => StoredRows.OfStudy(database, spec.Name), golden, now);
            Same(database => StoredRows.OfCandidates(database, spec.Name), golden, now);
        }

        Same(database => StoredRows.OfCandidates(database, GoldenStudies.Fixed.Name, WithoutPause), golden, now);
    }

    private static Result AllButDeviceFaults(Lease lease)
    {
        var result = GoldenAnswers.Ending(lease);
        return result.Failure?.Kind is FailureKind.GraphUnavailable or FailureKind.DeviceError ? GoldenAnswers.Measured(lease) : result;
    }

    private static void Same(Func<string, string> read, string golden, string now)
    {
        string expected = read(golden);
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Split('\n'), read(now).Split('\n'));
    }
}
