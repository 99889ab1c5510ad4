using System.Text.RegularExpressions;
using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>
/// Which room inside a program may know which: the floors of each house, enforced over the namespaces that sources name, in full or from a
/// namespace around the source's own (<c>Training.Rules.Schedule</c>). Sources beside the rooms (<c>Program.cs</c>) know all.
/// </summary>
public sealed partial class RoomTableTests
{
    /// <summary>By program: its folder, its namespace, and for each room those that it may know. A room that is not named knows none.</summary>
    private static readonly (string Folder, string Namespace, Dictionary<string, string[]> Rooms)[] Programs =
    [
        ("coordinator/Server", "Lts.Coordinator", new()
        {
            ["Storage"] = [],
            ["Fleet"] = ["Storage"],
            ["Studies"] = ["Storage", "Fleet"],
            ["Trainings"] = ["Storage", "Studies"],
            ["Rpc"] = ["Storage", "Fleet", "Studies", "Trainings"],
            ["Serving"] = ["Storage", "Fleet", "Studies", "Trainings", "Rpc"],
        }),
        ("coordinator/Cli", "Lts.Cli", new()
        {
            ["Files"] = [],
            ["StudyFiles"] = ["Files"],
            ["Client"] = ["StudyFiles"],
            ["Commands"] = ["Client", "Files", "StudyFiles"],
        }),
        ("agent", "Lts.Agent", new()
        {
            ["Inference"] = [],
            ["Probe"] = ["Inference"],
            ["Measurement"] = ["Inference", "Probe"],
            ["Connection"] = ["Measurement"],
            ["Commands"] = ["Inference", "Probe", "Measurement", "Connection"],
        }),
        ("trainer", "Lts.Trainer", new()
        {
            ["Libtorch"] = [],
            ["Data"] = [],
            ["Models"] = ["Data", "Libtorch"],
            ["Inference"] = ["Data", "Models"],
            ["Evaluation"] = ["Data", "Inference"],
            ["Export"] = ["Data", "Models"],
            ["Generation"] = ["Data", "Inference"],
            ["Training"] = ["Data", "Libtorch", "Models"],
            ["Service"] = ["Data", "Generation", "Inference", "Libtorch", "Training"],
            ["Commands"] = ["Data", "Evaluation", "Export", "Generation", "Inference", "Libtorch", "Models", "Service", "Training"],
        }),
    ];

    [Fact]
    public void Rooms_KnowOnlyThoseBelow() => Assert.Empty(Violations());

    [Theory]
    [InlineData("using Lts.Trainer.Training.Rules;")]
    [InlineData("var rate = Training.Rules.LearningRateSchedule.At(settings, 1);")]
    [InlineData("var rate = Trainer.Training.Rules.LearningRateSchedule.At(settings, 1);")]
    [InlineData("Func<Training.ConfiguredRun> run;")]
    public void NameOfARoom_IsFound_HoweverLong(string text) =>
        Assert.Equal(["Training"], RoomsNamedIn(text, Programs.Single(program => program.Folder == "trainer")));

    [Theory]
    [InlineData("var tokens = run.Training.Rules.Count;")]
    [InlineData("var steps = Training.Steps; var manifest = Data.Manifest;")]
    [InlineData("/// <summary>As Training.Rules does.</summary>")]
    public void PropertyOfTheSameName_IsNotARoom(string text) =>
        Assert.Empty(RoomsNamedIn(text, Programs.Single(program => program.Folder == "trainer")));

    [Fact]
    public void TrainersDocument_HasTheSameTable()
    {
        var rooms = Programs.Single(program => program.Folder == "trainer").Rooms;
        var rows = File.ReadLines(Repository.Absolute("docs/trainer.md"))
            .SkipWhile(line => line != "| room | what | knows |").Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split(" | ", StringSplitOptions.TrimEntries)).ToList();

        Assert.Equal(rooms.Keys.Order(), rows.Select(row => row[0]).Order());
        Assert.All(rows, row => Assert.Equal(rooms[row[0]].Order(), Known(row[0], row[^1])));

        IEnumerable<string> Known(string room, string words) => words switch
        {
            "no other" => [],
            "all others" => rooms.Keys.Except([room]).Order(),
            _ => words.Split(", ").Order(),
        };
    }

    [Fact]
    public void EveryRoom_HasARow()
    {
        var rooms = Programs.SelectMany(program => Repository.Files("*.cs", program.Folder)
            .Select(source => (program.Folder, Room: RoomOf(program.Folder, source)))
            .Where(room => room.Room is not null && !program.Rooms.ContainsKey(room.Room))).Distinct().ToList();

        Assert.Empty(rooms);
    }

    [Fact]
    public void CommandLine_KnowsOfTheServerOnlyHowToStartIt()
    {
        var sources = Repository.Files("*.cs", "coordinator/Cli")
            .Where(source => ServerRooms().Matches(Text(source)).Any(match => match.Groups[1].Value != "Serving")).ToList();

        Assert.Empty(sources);
    }

    private static IEnumerable<string> Violations() =>
        from program in Programs
        from source in Repository.Files("*.cs", program.Folder)
        let room = RoomOf(program.Folder, source)
        where room is not null
        from known in RoomsNamedIn(Text(source), program)
        where known != room && !program.Rooms.GetValueOrDefault(room, []).Contains(known)
        select $"{source}: {known}";

    /// <summary>
    /// The rooms whose namespaces code names. After a bare room's name must come a folder or a type of that room: with anything else it is
    /// a property of that name.
    /// </summary>
    private static IEnumerable<string> RoomsNamedIn(
        string text, (string Folder, string Namespace, Dictionary<string, string[]> Rooms) program)
    {
        var code = Comment().Replace(text, "");
        var around = program.Namespace.Split('.');
        var full = $"(?:{string.Join('|', around.Select((_, i) => Regex.Escape(string.Join('.', around[i..]))))})";
        return program.Rooms.Keys.Where(room =>
            Regex.IsMatch(code, $@"(?<![\w.]){full}\.{room}\b")
            || Regex.Matches(code, $@"(?<![\w.]){room}\.(\w+)")
                .Any(match => Contents(program.Folder, room).Contains(match.Groups[1].Value)));
    }

    /// <summary>Names of the folders and files directly in a room, which are those of its namespaces and types.</summary>
    private static HashSet<string> Contents(string folder, string room)
    {
        var path = Repository.Absolute($"{folder}/{room}");
        return !Directory.Exists(path)
            ? []
            : [.. Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry).Split('.')[0])];
    }

    /// <summary>The first folder below the program's; none for a source beside the rooms.</summary>
    private static string? RoomOf(string folder, string source) =>
        source[(folder.Length + 1)..].Split('/') is { Length: > 1 } parts ? parts[0] : null;

    private static string Text(string source) => File.ReadAllText(Repository.Absolute(source));

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bLts\.Coordinator\.(\w+)")]
    private static partial Regex ServerRooms();
}
