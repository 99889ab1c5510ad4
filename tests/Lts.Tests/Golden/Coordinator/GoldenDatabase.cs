using Lts.Hosting;
using Lts.Tests.Cli.Commands;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>
/// A coordinator on a copy of the golden database, shared by the tests that only read. Its clock stands still, so that leases do not
/// expire and estimates do not run down.
/// </summary>
public sealed class GoldenDatabase : IAsyncLifetime
{
    /// <summary>Schema 2.</summary>
    internal const string Current = "coordinator/coordinator.db";

    /// <summary>The tables of the newest schema, 4, which databases of every other come to have.</summary>
    internal const string Tables = "coordinator/tables.txt";

    /// <summary>Schema 1, before trainings.</summary>
    internal const string Schema1 = "coordinator/schema-1.db";

    internal TestCoordinator Coordinator { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Coordinator = await TestCoordinator.StartAsync(new ManualTimeProvider(), database: GoldenFiles.PathOf(Current));

    public async Task DisposeAsync() => await Coordinator.DisposeAsync();

    /// <summary>What a verb of <c>lts</c> prints, which must succeed.</summary>
    internal Task<string> RunAsync(params string[] arguments) => RunAsync(ExitCode.Success, arguments);

    /// <summary>What a verb of <c>lts</c> prints, which must end with a code.</summary>
    internal async Task<string> RunAsync(int expected, params string[] arguments)
    {
        var run = await CommandRun.Of([.. arguments, "--coordinator", Coordinator.Address.ToString()]);
        Assert.True(run.ExitCode == expected, $"lts {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}");
        return run.Output;
    }
}
