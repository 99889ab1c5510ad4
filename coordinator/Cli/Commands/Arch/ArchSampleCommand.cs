using System.CommandLine;
using Lts.Domain.Architectures;
using Lts.Domain.Spaces;
using Lts.Hosting;
using Lts.Search.Sampling;

namespace Lts.Cli.Commands.Arch;

/// <summary><c>lts arch sample</c>.</summary>
internal static class ArchSampleCommand
{
    private static readonly Option<string> Space = new("--space")
    {
        Description = $"Search space: {string.Join(", ", SearchSpaces.All.Select(s => s.Name))}.",
        Required = true,
    };

    private static readonly Option<long> Seed = new("--seed")
    {
        Description = "Equal seeds give equal architectures.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Count = new("--count") { Description = "How many.", DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> Folder = new("--output", "-o")
    {
        Description = "Write one file ID.json each into this folder; otherwise print one line of JSON each.",
        HelpName = "folder",
    };

    /// <summary>The verb; the same seed gives the same architectures, all of them different.</summary>
    public static Command Create()
    {
        Space.AcceptOnlyFromAmong([.. SearchSpaces.All.Select(s => s.Name)]);
        var command = new Verb("sample", "Draw random architectures of a search space.")
        {
            Space,
            Seed,
            Count,
            Folder,
        };
        command.Examples = ["lts arch sample --space gpt2-paper --seed 1 --count 10 -o samples"];
        command.Runs((context, _) =>
        {
            var space = SearchSpaces.All.Single(s => s.Name == context.Get(Space));
            var count = context.Get(Count);
            if (count is < 1 or > 1_000_000)
            {
                throw new UserErrorException($"--count must be from 1 to 1,000,000, not {count}.", ExitCode.Usage);
            }

            var architectures = SpaceSampler.Sample(space, context.Get(Seed), count);
            if (architectures.Count < count)
            {
                context.Note($"The space has only {architectures.Count} different architectures.");
            }

            Write(context, architectures, context.Get(Folder));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Write(CommandContext context, IReadOnlyList<Architecture> architectures, string? folder)
    {
        if (folder is not null)
        {
            if (File.Exists(folder))
            {
                throw new UserErrorException($"{folder} is a file; name a folder with --output.", ExitCode.Usage);
            }

            Directory.CreateDirectory(folder);
        }

        foreach (var architecture in architectures)
        {
            if (folder is null)
            {
                context.WriteLine(ArchitectureJson.ToJson(architecture));
                continue;
            }

            var path = Path.Combine(folder, architecture.Id + ".json");
            File.WriteAllText(path, ArchitectureJson.ToJson(architecture, indented: true) + "\n");
            if (context.Json)
            {
                context.WriteLine(ArchitectureJson.ToJson(architecture));
            }
            else
            {
                context.WriteLine(path);
            }
        }
    }
}
