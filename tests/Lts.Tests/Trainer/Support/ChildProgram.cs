using Lts.Tests.EndToEnd.Faults;
using Lts.Tests.EndToEnd.Faults.Devices;
using Lts.Tests.EndToEnd.Faults.Harness;
using Lts.Tests.Trainer.Torch;

namespace Lts.Tests.Trainer.Support;

/// <summary>What this assembly does when it is started as a program: tests that need several processes start it so.</summary>
internal static class ChildProgram
{
    private static async Task<int> Main(string[] arguments) => arguments switch
    {
        [DataParallelRank.Verb, var steps, var breakAt] => DataParallelRank.Run(
            int.Parse(steps, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(breakAt, System.Globalization.CultureInfo.InvariantCulture)),
        [SimulatedDevice.Verb, var coordinator, var name, var formula, var data, var pace] =>
            await SimulatedDevice.RunAsync(new Uri(coordinator), name, formula, data, pace),
        [FaultProgram.Verb, var time, var seed] => await FaultProgram.RunAsync(time, seed),
        [ClockShimTests.Verb] => await ClockShimTests.TellAsync(),
        _ => throw new ArgumentException("This is a library of tests: dotnet test runs it."),
    };
}
