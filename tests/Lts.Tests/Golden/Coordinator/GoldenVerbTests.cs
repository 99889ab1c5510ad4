using System.Text.Json;
using Lts.Hosting;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>What <c>lts</c> prints of the golden database.</summary>
public sealed class GoldenVerbTests(GoldenDatabase database) : IClassFixture<GoldenDatabase>
{
    public static TheoryData<string> Studies => GoldenStudies.Names;

    /// <summary>Watching the one that runs would never end.</summary>
    public static TheoryData<string> EndedStudies => [.. GoldenStudies.All.Except([GoldenStudies.Running]).Select(spec => spec.Name)];

    public static TheoryData<string> Examples => [.. Repository.Files("*.yaml", "examples").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Fact]
    public async Task StudyList_PrintsWhatItDid() => GoldenFiles.IsJson("coordinator/verbs/study-list.json", await database.RunAsync("study", "list", "--json"));

    [Theory]
    [MemberData(nameof(Studies))]
    public async Task StudyShow_PrintsWhatItDid(string study)
    {
        GoldenFiles.IsJson($"coordinator/verbs/study-show-{study}.json", await database.RunAsync("study", "show", study, "--json"));
        GoldenFiles.IsText($"coordinator/verbs/study-show-{study}.txt", await database.RunAsync("study", "show", study));
    }

    [Theory]
    [MemberData(nameof(EndedStudies))]
    public async Task StudyWatch_PrintsWhatItDid(string study)
    {
        int ends = study is "cancelled" or "failed" ? ExitCode.Incomplete : ExitCode.Success;
        GoldenFiles.IsJson($"coordinator/verbs/study-watch-{study}.json", await database.RunAsync(ends, "study", "watch", study, "--json"));
    }

    [Fact]
    public async Task Devices_PrintWhatTheyDid()
    {
        GoldenFiles.IsJson("coordinator/verbs/devices-list.json", await database.RunAsync("devices", "list", "--json"));
        GoldenFiles.IsJson("coordinator/verbs/devices-list-selected.json", await database.RunAsync("devices", "list", "tag:bench", "class:attic-class", "--json"));
        foreach (string device in (string[])["attic", "kitchen", "office"])
        {
            GoldenFiles.IsJson($"coordinator/verbs/devices-show-{device}.json", await database.RunAsync("devices", "show", device, "--json"));
        }
    }

    [Fact]
    public async Task Trainings_PrintWhatTheyDid()
    {
        // Whether their trainer was found to be away already is a matter of the moment.
        const string Trouble = "trouble";
        string list = await database.RunAsync("train", "list", "--json");
        GoldenFiles.IsJson("coordinator/verbs/train-list.json", list, Trouble);
        GoldenFiles.IsJson("coordinator/verbs/train-list-evolution.json", await database.RunAsync("train", "list", "evolution", "--json"), Trouble);
        using var trainings = JsonDocument.Parse(list);
        var shown = new List<string>();
        foreach (var training in trainings.RootElement.EnumerateArray())
        {
            shown.Add(await database.RunAsync("train", "show", training.GetProperty("id").GetString()!, "--json"));
        }

        GoldenFiles.IsJson("coordinator/verbs/train-show.json", string.Concat(shown), Trouble);
    }

    /// <summary>Also what defaults a coordinator fills in, and the study file that it gives back.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public async Task StudyCreateCheck_OfAnExample_PrintsWhatItDid(string example) => GoldenFiles.IsJson(
        $"coordinator/verbs/study-check-{example}.json",
        await database.RunAsync(
            "study", "create", "--check", "--json", "--device", "office", "-f", Repository.Absolute($"examples/{example}.yaml")),
        "id", "create_time");

    /// <summary>The study that <c>lts</c> prints is a study file: read again, it means the same.</summary>
    [Theory]
    [MemberData(nameof(Studies))]
    public async Task StudyFileOfAStudy_IsReadAsItWasWritten(string study)
    {
        using var folder = new TemporaryDirectory();
        using var golden = JsonDocument.Parse(GoldenFiles.Text($"coordinator/verbs/study-show-{study}.json"));
        string spec = golden.RootElement.GetProperty("spec").GetRawText();
        await File.WriteAllTextAsync(folder["study.json"], spec);

        using var again = JsonDocument.Parse(await database.RunAsync(
            "study", "create", "--check", "--json", "--name", "again", "-f", folder["study.json"]));

        Assert.Equal(
            GoldenJson.Normalise(spec, "name"), GoldenJson.Normalise(again.RootElement.GetProperty("spec").GetRawText(), "name"));
    }
}
