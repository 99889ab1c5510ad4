using System.Globalization;
using Lts.Hosting;

namespace Lts.Trainer.Training.Parallel;

/// <summary>
/// This process's place among those that train one model together, as torchrun, Slurm and Kubernetes say it to PyTorch: the variables
/// <c>RANK</c>, <c>WORLD_SIZE</c>, <c>LOCAL_RANK</c>, <c>MASTER_ADDR</c> and <c>MASTER_PORT</c>.
/// </summary>
/// <param name="Rank">Number of this process, from 0; 0 prepares the data and writes the run folder.</param>
/// <param name="World">Number of processes.</param>
/// <param name="LocalRank">Number of this process on its machine: the GPU that it takes.</param>
/// <param name="Address">Host of process 0.</param>
/// <param name="Port">Port where process 0 listens.</param>
internal sealed record LaunchEnvironment(int Rank, int World, int LocalRank, string Address, int Port)
{
    private const int DefaultPort = 29500;

    /// <summary>A process that trains alone.</summary>
    public static LaunchEnvironment Alone { get; } = new(0, 1, 0, "127.0.0.1", DefaultPort);

    /// <summary>Whether this process speaks for all: it writes files and shows progress.</summary>
    public bool IsFirst => Rank == 0;

    /// <summary>Reads the variables; without <c>WORLD_SIZE</c>, or with 1, the process trains alone.</summary>
    /// <param name="variable">Gives a variable's value, or <see langword="null"/>.</param>
    /// <exception cref="UserErrorException">Variables are missing or contradict each other; every one is named.</exception>
    public static LaunchEnvironment Read(Func<string, string?> variable)
    {
        var errors = new List<string>();
        var world = Number("WORLD_SIZE", 1, 100_000, 1);
        var rank = Number("RANK", 0, Math.Max(0, world - 1), world > 1 ? null : 0);
        var local = Number("LOCAL_RANK", 0, 1023, world > 1 && errors.Count == 0 ? rank : 0);
        var port = Number("MASTER_PORT", 1, ushort.MaxValue, world > 1 ? null : DefaultPort);
        var address = variable("MASTER_ADDR");
        if (world > 1 && string.IsNullOrEmpty(address))
        {
            errors.Add("MASTER_ADDR is missing: the host of process 0.");
        }

        return errors.Count == 0
            ? world == 1 ? Alone with { LocalRank = local } : new LaunchEnvironment(rank, world, local, address!, port)
            : throw new UserErrorException(
                $"The environment asks for {world} processes (WORLD_SIZE), but:{string.Concat(errors.Select(e => "\n  - " + e))}\n"
                + "torchrun sets these variables: torchrun --no-python --nproc-per-node 2 lts-trainer train CONFIG.json", ExitCode.Usage);

        int Number(string name, int min, int max, int? fallback)
        {
            var text = variable(name);
            if (string.IsNullOrEmpty(text) && fallback is { } value)
            {
                return value;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            {
                return number;
            }

            errors.Add(string.IsNullOrEmpty(text) ? $"{name} is missing." : $"{name} must be a whole number from {min} to {max}, not '{text}'.");
            return min;
        }
    }
}
