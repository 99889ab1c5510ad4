using System.Globalization;
using Lts.Hosting;

namespace Lts.Trainer.Libtorch.Distributed;

/// <summary>Which process of how many this is, as torchrun, Slurm's and Kubernetes' PyTorch launchers say it in the environment.</summary>
/// <param name="Rank">This process, from 0.</param>
/// <param name="WorldSize">How many processes there are.</param>
/// <param name="LocalRank">This process among those of its machine: which GPU is its own.</param>
/// <param name="MasterAddress">Where the process of rank 0, or the launcher, answers.</param>
/// <param name="MasterPort">Port that the first process listens on.</param>
internal sealed record TorchrunEnvironment(int Rank, int WorldSize, int LocalRank, string MasterAddress, int MasterPort)
{
    /// <summary>Whether the launcher answers at the port; otherwise rank 0 does.</summary>
    public bool LauncherServes { get; init; }

    /// <summary>Starts of these processes by the launcher: what an earlier one left behind is not read.</summary>
    public int Attempt { get; init; }

    /// <summary>Whether all processes are on this machine.</summary>
    public bool IsLocal { get; init; }

    /// <summary>The network interface that the user names for the exchange, or "".</summary>
    public string Interface { get; init; } = "";

    /// <summary>Reads the environment of this process.</summary>
    /// <returns>Null where WORLD_SIZE is not set: a process on its own.</returns>
    /// <exception cref="UserErrorException">It is set, and the others are missing or no such numbers; all of them are named.</exception>
    public static TorchrunEnvironment? Read() => Read(Environment.GetEnvironmentVariable);

    /// <summary>Reads variables.</summary>
    /// <param name="variable">The value of a name, or null.</param>
    /// <returns>Null where WORLD_SIZE is not set.</returns>
    /// <exception cref="UserErrorException">Some are missing or no such numbers; all of them are named.</exception>
    internal static TorchrunEnvironment? Read(Func<string, string?> variable)
    {
        if (string.IsNullOrEmpty(variable("WORLD_SIZE")))
        {
            return null;
        }

        var errors = new List<string>();
        var world = Number("WORLD_SIZE", 1, 100_000);
        var rank = Number("RANK", 0, Math.Max(world - 1, 0));
        var local = string.IsNullOrEmpty(variable("LOCAL_RANK")) ? 0 : Number("LOCAL_RANK", 0, Math.Max(world - 1, 0));
        var port = Number("MASTER_PORT", 1, 65_535);
        var address = variable("MASTER_ADDR") ?? "";
        if (address.Length == 0)
        {
            errors.Add("MASTER_ADDR is not set.");
        }

        if (errors.Count > 0)
        {
            throw new UserErrorException(
                "WORLD_SIZE asks for training with several processes, as torchrun starts them, but:\n  " + string.Join("\n  ", errors),
                ExitCode.Usage);
        }

        return new TorchrunEnvironment(rank, world, local, address, port)
        {
            LauncherServes = string.Equals(variable("TORCHELASTIC_USE_AGENT_STORE"), "True", StringComparison.OrdinalIgnoreCase),
            Attempt = int.TryParse(variable("TORCHELASTIC_RESTART_COUNT"), CultureInfo.InvariantCulture, out var attempt) ? attempt : 0,
            IsLocal = variable("LOCAL_WORLD_SIZE") == variable("WORLD_SIZE") || address is "localhost" or "127.0.0.1" or "::1",
            Interface = variable("GLOO_SOCKET_IFNAME") ?? "",
        };

        int Number(string name, int least, int most)
        {
            var text = variable(name);
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            errors.Add(string.IsNullOrEmpty(text) ? $"{name} is not set." : $"{name} is '{text}', not a number from {least} to {most}.");
            return least;
        }
    }
}
