using System.Text.Json;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage.Outcomes;

/// <summary>Words for verdicts and kinds of failure in the database. They are stored: a renamed enum member keeps its word here.</summary>
internal static class StoredWords
{
    private static readonly Dictionary<Verdict, string> Verdicts = new()
    {
        [Domain.Measurements.Verdict.Trusted] = "Trusted",
        [Domain.Measurements.Verdict.Noisy] = "Noisy",
        [Domain.Measurements.Verdict.Throttled] = "Throttled",
        [Domain.Measurements.Verdict.TimedOut] = "TimedOut",
    };

    private static readonly Dictionary<FailureKind, string> Kinds = new()
    {
        [Domain.Measurements.FailureKind.Crashed] = "Crashed",
        [Domain.Measurements.FailureKind.OutOfMemory] = "OutOfMemory",
        [Domain.Measurements.FailureKind.TimedOut] = "TimedOut",
        [Domain.Measurements.FailureKind.RejectedByRuntime] = "RejectedByRuntime",
        [Domain.Measurements.FailureKind.InvalidGraph] = "InvalidGraph",
        [Domain.Measurements.FailureKind.GraphUnavailable] = "GraphUnavailable",
        [Domain.Measurements.FailureKind.DeviceError] = "DeviceError",
        [Domain.Measurements.FailureKind.DeviceLost] = "DeviceLost",
    };

    /// <summary>As it is stored.</summary>
    public static string Of(Verdict verdict) => Verdicts[verdict];

    /// <summary>As it is stored.</summary>
    public static string Of(FailureKind kind) => Kinds[kind];

    /// <summary>As it was stored.</summary>
    /// <exception cref="JsonException">There is no such word.</exception>
    public static Verdict Verdict(string word) => Find(Verdicts, word);

    /// <summary>As it was stored.</summary>
    /// <exception cref="JsonException">There is no such word.</exception>
    public static FailureKind FailureKind(string word) => Find(Kinds, word);

    private static T Find<T>(Dictionary<T, string> words, string word)
        where T : struct
    {
        foreach (var (value, known) in words)
        {
            if (known == word)
            {
                return value;
            }
        }

        throw new JsonException($"A stored outcome has the word '{word}', which this program does not know.");
    }
}
