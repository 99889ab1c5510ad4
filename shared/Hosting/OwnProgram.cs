namespace Lts.Hosting;

/// <summary>How a program of ours is started as a child of another one, or of itself.</summary>
public static class OwnProgram
{
    /// <summary>
    /// The command that starts a program. As a single file, or by its own launcher, the running process is that program; otherwise
    /// (<c>dotnet NAME.dll</c>, or a program that hosts the assembly, such as a test runner) <c>dotnet</c> runs its library.
    /// </summary>
    /// <param name="name">The program's name without an ending, for example <c>lts-agent</c>.</param>
    /// <param name="library">Its library; empty in a single file.</param>
    /// <returns>What to run, and the arguments that come before the program's own.</returns>
    public static (string File, string[] FirstArguments) Command(string name, string library)
    {
        ArgumentNullException.ThrowIfNull(library);
        return library.Length == 0 || Path.GetFileNameWithoutExtension(Environment.ProcessPath) == name
            ? (Environment.ProcessPath ?? name, [])
            : (DotnetHost(), [library]);
    }

    /// <summary>The <c>dotnet</c> that runs this program, or the one on the path.</summary>
    public static string DotnetHost()
    {
        var own = Environment.ProcessPath;
        return Path.GetFileNameWithoutExtension(own) == "dotnet"
            ? own!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
    }
}
