using System.Diagnostics;

namespace Lts.Tests.Agent;

/// <summary>The program as a user starts it.</summary>
internal static class AgentProgram
{
    /// <summary>Starts it with a data folder of its own.</summary>
    public static Process Start(string dataFolder, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "lts-agent.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["LTS_HOME"] = dataFolder;
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // else a killed program leaves its diagnostics socket behind
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string dataFolder, params string[] arguments)
    {
        using var process = Start(dataFolder, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
