using Google.Protobuf;
using Lts.Protos.V1;
using Lts.Tests.Golden.Support;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>What the coordinator sends to clients of the golden database, field by field; candidates with their raw samples.</summary>
public sealed class GoldenWireTests(GoldenDatabase database) : IClassFixture<GoldenDatabase>
{
    public static TheoryData<string> Studies => GoldenStudies.Names;

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task Candidates_AreSentAsTheyWere(string study) => GoldenFiles.IsJson(
        $"coordinator/wire/candidates-{study}.json", Lines(await database.Coordinator.CandidatesAsync(study, includeSamples: true)));

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task Frontier_IsSentAsItWas(string study)
    {
        var frontier = await database.Coordinator.Studies.GetFrontierAsync(new GetFrontierRequest { StudyId = study });

        var candidates = (await database.Coordinator.CandidatesAsync(study)).Where(c => c.OnFrontier).ToDictionary(c => c.Id);
        Assert.Equal(candidates.Count, frontier.Candidates.Count);
        Assert.All(frontier.Candidates, c => Assert.Equal(candidates[c.Id], c));
        GoldenFiles.IsText($"coordinator/wire/frontier-{study}.txt", string.Concat(frontier.Candidates.Select(c => c.Id + "\n")));
    }

    [Fact]
    public async Task StudiesDevicesAndTrainings_AreSentAsTheyWere()
    {
        var studies = await database.Coordinator.Studies.ListStudiesAsync(new ListStudiesRequest());
        var devices = await database.Coordinator.Devices.ListDevicesAsync(new ListDevicesRequest());
        var trainings = await database.Coordinator.Trainings.ListTrainingsAsync(new ListTrainingsRequest());
        foreach (var training in trainings.Trainings)
        {
            training.Trouble = ""; // of the moment
        }

        GoldenFiles.IsJson("coordinator/wire/studies.json", Lines(studies.Studies));
        GoldenFiles.IsJson("coordinator/wire/devices.json", Lines(devices.Devices));
        GoldenFiles.IsJson("coordinator/wire/trainings.json", Lines(trainings.Trainings));
    }

    private static string Lines(IEnumerable<IMessage> messages) => string.Join('\n', messages.Select(m => JsonFormatter.Default.Format(m)));
}
