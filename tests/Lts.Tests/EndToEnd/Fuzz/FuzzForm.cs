using System.Globalization;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>How many inputs each entrance gets: few in every test run, <c>LTS_FUZZ</c> where that is set.</summary>
internal static class FuzzForm
{
    /// <summary>The seed of everything that is tried: the same inputs in every run.</summary>
    public const int Seed = 9;

    private const int Few = 300;
    private static readonly Lock Gate = new();

    /// <summary>Inputs for each entrance.</summary>
    public static int Inputs { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("LTS_FUZZ"), CultureInfo.InvariantCulture, out int inputs) ? inputs : Few;

    /// <summary>Whether more is tried than in every test run; then progress is told.</summary>
    public static bool IsLong => Inputs > Few;

    /// <summary>Where a long run tells its progress, and every run keeps the inputs that found something.</summary>
    public static string Folder { get; } = Repository.Absolute(Path.Combine("artifacts", "fuzz"));

    /// <summary>A part of <see cref="Inputs"/> for what costs more, at least one.</summary>
    public static int Share(int of) => Math.Max(1, Inputs / of);

    /// <summary>A generator of its own for each input, so that one can be made again without the others.</summary>
    public static Random RandomOf(int number) => new(unchecked((Seed * 1_000_003) + (number * 7_919)));

    /// <summary>Adds a line to <c>progress.log</c> of a long run.</summary>
    public static void Tell(string line)
    {
        if (!IsLong)
        {
            return;
        }

        lock (Gate)
        {
            Directory.CreateDirectory(Folder);
            File.AppendAllText(Path.Combine(Folder, "progress.log"), line + "\n");
        }
    }
}
