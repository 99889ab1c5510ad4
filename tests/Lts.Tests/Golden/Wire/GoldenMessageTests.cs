using System.Text.Json;
using Google.Protobuf;
using Lts.Protos.V1;
using Lts.Tests.Golden.Coordinator;
using Lts.Tests.Golden.Support;

namespace Lts.Tests.Golden.Wire;

/// <summary>Bytes that programs of before send are understood as they were meant, and ours by them.</summary>
public sealed class GoldenMessageTests(GoldenDatabase database) : IClassFixture<GoldenDatabase>
{
    private const string File = "wire/messages.jsonl";

    [Fact]
    public void Messages_HaveTheBytesThatTheyHad() => GoldenFiles.IsText(File, string.Concat(GoldenMessages.All.Select(Line)));

    [Fact]
    public void BytesOfBefore_AreReadAsTheyWereMeant()
    {
        var lines = GoldenFiles.Text(File).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(lines);
        foreach (string line in lines)
        {
            using var golden = JsonDocument.Parse(line);
            var type = GoldenMessages.Types[golden.RootElement.GetProperty("type").GetString()!];
            Assert.Equal(line + "\n", Line(type.Parser.ParseFrom(golden.RootElement.GetProperty("bytes").GetBytesFromBase64())));
        }
    }

    /// <summary>A client of before sends these bytes; what the coordinator makes of them, defaults filled in, it sends back.</summary>
    [Fact]
    public async Task SpecificationsOfBefore_MeanWhatTheyMeant()
    {
        var answers = new List<string>();
        foreach (string line in GoldenFiles.Text(File).Split('\n').Where(line => line.Contains("CreateStudyRequest", StringComparison.Ordinal)))
        {
            using var golden = JsonDocument.Parse(line);
            var request = CreateStudyRequest.Parser.ParseFrom(golden.RootElement.GetProperty("bytes").GetBytesFromBase64());
            request.ValidateOnly = true;
            request.Spec.Name = "new-" + request.Spec.Name;
            answers.Add(JsonFormatter.Default.Format(await database.Coordinator.Studies.CreateStudyAsync(request)));
        }

        Assert.Equal(GoldenStudies.All.Count, answers.Count);
        GoldenFiles.IsJson("wire/specifications.json", string.Join('\n', answers), "id", "createTime");
    }

    private static string Line(IMessage message) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $$"""{"type": "{{message.Descriptor.FullName}}", "bytes": "{{Convert.ToBase64String(message.ToByteArray())}}", "json": {{JsonFormatter.Default.Format(message)}}}""") + "\n";
}
