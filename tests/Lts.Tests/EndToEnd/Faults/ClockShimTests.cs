using System.Globalization;
using Lts.Tests.EndToEnd.Faults.Harness;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd.Faults;

/// <summary>What sets the clocks of the harness's programs does reach a .NET program, and only its time of day.</summary>
public sealed class ClockShimTests
{
    /// <summary>Prints this process's time of day in seconds.</summary>
    public const string Verb = "tell-time";

    [LinuxFact]
    public async Task Offset_MovesTheTimeOfDayOfAProgram()
    {
        using var folder = new TemporaryDirectory();
        if (await ClockShim.CompileAsync(folder.FullName) is not { } library)
        {
            return; // No C compiler: the harness leaves clocks alone, and says so in its figures by their absence.
        }

        ClockShim.Set(folder["clock"], TimeSpan.FromHours(-1));
        await using var program = RunningProgram.StartCommand(
            "dotnet", [typeof(ClockShimTests).Assembly.Location, Verb], environment: ClockShim.Environment(library, folder["clock"]));
        Assert.Equal(0, await program.WaitAsync(TimeSpan.FromMinutes(1)));

        var told = DateTimeOffset.FromUnixTimeSeconds(long.Parse(program.StandardOutput, CultureInfo.InvariantCulture));
        var behind = TimeProvider.System.GetUtcNow() - told;
        Assert.InRange(behind, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(90));
    }

    /// <summary>What the child does.</summary>
    internal static Task<int> TellAsync()
    {
        Console.WriteLine(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        return Task.FromResult(0);
    }
}
