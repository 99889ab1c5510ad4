using System.Text.RegularExpressions;
using Lts.Tests.Support;

namespace Lts.Tests.House;

/// <summary>
/// Which room inside a program may know which: the floors of each house, enforced over the namespaces that sources name in full. Sources
/// beside the rooms (<c>Program.cs</c>) know all.
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
        from known in RoomsNamedIn(Text(source), program.Namespace).Intersect(program.Rooms.Keys)
        where known != room && !program.Rooms.GetValueOrDefault(room, []).Contains(known)
        select $"{source}: {known}";

    private static IEnumerable<string> RoomsNamedIn(string text, string program) =>
        Regex.Matches(text, $@"\b{Regex.Escape(program)}\.(\w+)").Select(match => match.Groups[1].Value).Distinct();

    /// <summary>The first folder below the program's; none for a source beside the rooms.</summary>
    private static string? RoomOf(string folder, string source) =>
        source[(folder.Length + 1)..].Split('/') is { Length: > 1 } parts ? parts[0] : null;

    private static string Text(string source) => File.ReadAllText(Repository.Absolute(source));

    [GeneratedRegex(@"\bLts\.Coordinator\.(\w+)")]
    private static partial Regex ServerRooms();
}
