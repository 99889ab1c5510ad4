namespace Lts.Benchmarks.Abuse;

/// <summary>The built programs that a case is done to: this tree's, or an older commit's.</summary>
/// <param name="Folder">Has a folder for each program, <c>Lts.Cli</c> and <c>Lts.Agent</c>, as <c>artifacts/bin</c> does.</param>
internal sealed record ProgramSet(string Folder)
{
    /// <summary>The coordinator and its command line.</summary>
    public string Lts => Path.Combine(Folder, "Lts.Cli", "release", "lts.dll");

    /// <summary>The agent.</summary>
    public string Agent => Path.Combine(Folder, "Lts.Agent", "release", "lts-agent.dll");
}
