using Lts.Hosting;

namespace Lts.Cli.Commands.Quickstart;

/// <summary>The two programs of this build.</summary>
/// <param name="Coordinator"><c>lts.dll</c>.</param>
/// <param name="Agent"><c>lts-agent.dll</c>.</param>
internal sealed record ProgramFiles(string Coordinator, string Agent)
{
    private const string CoordinatorFile = "lts.dll";
    private const string AgentFile = "lts-agent.dll";

    /// <summary>Finds the agent beside the coordinator: in its folder or one next to it, or in the layout of a build.</summary>
    /// <param name="folder">The coordinator's folder.</param>
    /// <exception cref="UserErrorException">The agent is in none of these places.</exception>
    public static ProgramFiles Find(string folder)
    {
        var here = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string[] places =
        [
            here,
            Path.Combine(here, "lts-agent"),
            Path.GetFullPath(Path.Combine(here, "..", "lts-agent")),
            Path.GetFullPath(Path.Combine(here, "..", "..", "Lts.Agent", Path.GetFileName(here))), // bin/Lts.Cli/release
        ];
        var agent = places.Select(p => Path.Combine(p, AgentFile)).FirstOrDefault(File.Exists)
            ?? throw new UserErrorException(
                $"The quickstart needs {AgentFile}, and it is in none of these folders: {string.Join(", ", places)}. "
                + "Build it with `./lts-agent --version`, or install it beside lts.",
                ExitCode.NotFound);
        return new ProgramFiles(Path.Combine(here, CoordinatorFile), agent);
    }
}
