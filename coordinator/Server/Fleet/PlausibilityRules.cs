using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Fleet;

/// <summary>Which measurements are made again, which cannot be, and what contradictions mean. Pure; docs/decisions/0018-plausibility.md.</summary>
internal static class PlausibilityRules
{
    /// <summary>Two latencies that differ by more contradict each other, unless their intervals overlap.</summary>
    public const double LatencyFactor = 2;

    /// <summary>The same where one of them is not trusted by its own device.</summary>
    public const double DoubtfulLatencyFactor = 3;

    /// <summary>Two peaks that differ by more contradict each other: where the high-water mark cannot be reset, weights are counted twice.</summary>
    public const double MemoryFactor = 2.5;

    /// <summary>Results of a new device are checked so much more often than others.</summary>
    public const double NewcomerFactor = 5;

    /// <summary>A device is new until so many of its results have been confirmed.</summary>
    public const int Newcomer = 3;

    /// <summary>Contradicting itself so often puts a device into quarantine.</summary>
    public const int MostStrikes = 2;

    /// <summary>More devices are not asked about one candidate.</summary>
    private const int MostDevices = 5;

    /// <summary>Operations a second that no thread of a CPU reaches: several times what matrix units of today's cores do.</summary>
    private const double OperationsPerThread = 4e12;

    /// <summary>Operations a second that no accelerator of today reaches in float32.</summary>
    private const double OperationsPerAccelerator = 1e16;

    /// <summary>A layer is some ten operations of a graph, one after the other, each of which takes a runtime longer than 100 ns to start.</summary>
    private const double LeastMsPerLayer = 1e-3;

    /// <summary>
    /// Whether a result is to be measured again. Not a draw: a device in good standing is asked for the same candidates
    /// again, whatever the order of results, restarts included; a new one for more of them.
    /// </summary>
    /// <param name="candidate">Whose result it is.</param>
    /// <param name="seed">The study's seed.</param>
    /// <param name="share">The share of results that are checked, from 0 (none) to 1.</param>
    /// <param name="confirmed">Results of its device that another one has confirmed.</param>
    /// <param name="checkedHere">Results of its device within the target that were or will be checked.</param>
    public static bool IsDue(CandidateKey candidate, long seed, double share, long confirmed, int checkedHere)
    {
        if (share <= 0)
        {
            return false;
        }

        bool isNew = confirmed < Newcomer && checkedHere < Newcomer;
        return (isNew && checkedHere == 0) || Lot(candidate, seed) < (isNew ? share * NewcomerFactor : share);
    }

    /// <summary>Why no device can have measured this; <see langword="null"/> when it can.</summary>
    /// <param name="architecture">What was measured.</param>
    /// <param name="plan">Batch and sequence of one inference.</param>
    /// <param name="settings">The provider and threads that its device measures with.</param>
    /// <param name="outcome">What the device sent.</param>
    public static string? Impossible(Architecture architecture, MeasurementPlan plan, MeasuringSettings settings, MeasurementOutcome outcome)
    {
        if (outcome is not CandidateMeasurement { Latency.LatencyMs: var ms })
        {
            return null;
        }

        double least = LeastLatencyMs(architecture, plan, settings);
        return ms >= least
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"A latency of {ms:G3} ms cannot be: the model's arithmetic alone takes longer than {least:G3} ms on any such device.");
    }

    /// <summary>
    /// A latency that no device of this kind can fall below. Every parameter of the decoder takes part in at least one operation for every
    /// token, and layers follow each other.
    /// </summary>
    public static double LeastLatencyMs(Architecture architecture, MeasurementPlan plan, MeasuringSettings settings)
    {
        double speed = settings.Provider == "cpu" ? OperationsPerThread * Math.Max(1, settings.Threads) : OperationsPerAccelerator;
        double operations = (double)architecture.Parameters.Decoder * plan.BatchSize * plan.SequenceLength;
        return Math.Max(operations / speed * 1000, architecture.LayerCount * LeastMsPerLayer);
    }

    /// <summary>Whether two measurements can both be of one candidate on devices of one class.</summary>
    public static bool Agree(CandidateMeasurement a, CandidateMeasurement b)
    {
        bool trusted = a.Verdict == Verdict.Trusted && b.Verdict == Verdict.Trusted;
        bool overlaps = a.Latency.LowMs <= b.Latency.HighMs && b.Latency.LowMs <= a.Latency.HighMs;
        return (overlaps || LatencyRatio(a, b) <= (trusted ? LatencyFactor : DoubtfulLatencyFactor))
            && Ratio(a.Memory.PeakBytes, b.Memory.PeakBytes) <= MemoryFactor;
    }

    /// <summary>By what factor two latencies differ, at least 1.</summary>
    public static double LatencyRatio(CandidateMeasurement a, CandidateMeasurement b) => Ratio(a.Latency.LatencyMs, b.Latency.LatencyMs);

    /// <summary>What the measurements of a candidate say together.</summary>
    /// <param name="readings">In order; the first is the candidate's outcome.</param>
    /// <param name="hasOthers">Whether there is a device of the class that has not measured it.</param>
    /// <param name="confirmed">How many results of a device others have confirmed.</param>
    public static CheckDecision Judge(IReadOnlyList<Reading> readings, bool hasOthers, Func<string, long> confirmed)
    {
        if (readings.Count < 2)
        {
            return new CheckDecision.MeasureAgain();
        }

        if (readings.Skip(1).All(reading => Agree(readings[0], reading)))
        {
            return new CheckDecision.Agreed();
        }

        var devices = readings.Select(r => r.DeviceName).Distinct(StringComparer.Ordinal).ToImmutableArray();
        var support = readings.ToDictionary(r => r, r => SupportersOf(r, readings));
        int most = support.Values.Max(s => s.Count);
        var best = readings.First(r => support[r].Count == most);
        if (most >= 2)
        {
            return JudgeByMajority(readings, best, devices, support, hasOthers);
        }

        return devices.Length == 1 ? JudgeAlone(readings) : JudgeApart(readings, devices, hasOthers, confirmed);
    }

    /// <summary>Says how measurements differ, for people.</summary>
    public static string Describe(IReadOnlyList<Reading> readings) => string.Join(", ", readings.Select(r => string.Create(
        CultureInfo.InvariantCulture, $"{r.DeviceName} {r.Measurement.Latency.LatencyMs:G4} ms and {r.Measurement.Memory.PeakBytes >> 20} MiB")));

    private static CheckDecision JudgeByMajority(
        IReadOnlyList<Reading> readings, Reading best, ImmutableArray<string> devices, Dictionary<Reading, HashSet<string>> support, bool hasOthers)
    {
        var outside = devices.Where(d => !support[best].Contains(d)).ToImmutableArray();
        bool isTie = readings.Any(r => support[r].Count == support[best].Count && !support[r].Overlaps(support[best]));
        if (isTie)
        {
            return hasOthers && devices.Length < MostDevices ? new CheckDecision.MeasureAgain() : new CheckDecision.Unsettled();
        }

        var unsteady = devices.Where(d => support[best].Contains(d) && !IsSteady(d, readings)).ToImmutableArray();
        return outside.IsEmpty && unsteady.IsEmpty
            ? new CheckDecision.Unsettled() // Each agrees with one that stands between them.
            : new CheckDecision.Settled(best, outside, unsteady);
    }

    /// <summary>A device that is alone gets a second chance: its third measurement decides.</summary>
    private static CheckDecision JudgeAlone(IReadOnlyList<Reading> readings)
    {
        if (readings.Count < 3)
        {
            return new CheckDecision.MeasureAgain();
        }

        string device = readings[0].DeviceName;
        var repeated = readings.FirstOrDefault(r => readings.Any(other => other != r && Agree(r, other)));
        return repeated is null
            ? new CheckDecision.Settled(null, [device], [])
            : new CheckDecision.Settled(repeated, [], [device]);
    }

    /// <summary>No two devices agree: another one decides; without another each repeats, and who does not repeat himself is wrong.</summary>
    private static CheckDecision JudgeApart(
        IReadOnlyList<Reading> readings, ImmutableArray<string> devices, bool hasOthers, Func<string, long> confirmed)
    {
        if (hasOthers && devices.Length < MostDevices)
        {
            return new CheckDecision.MeasureAgain();
        }

        if (devices.FirstOrDefault(d => readings.Count(r => r.DeviceName == d) == 1) is { } once)
        {
            return new CheckDecision.MeasureAgain(once);
        }

        var steady = devices.Where(d => IsSteady(d, readings)).ToImmutableArray();
        if (steady.Length == 2 && devices.Length == 2)
        {
            // By equal merits the one that came second: the first has the outcome already.
            steady = [confirmed(steady[1]) > confirmed(steady[0]) ? steady[1] : steady[0]];
        }

        return steady.Length == 1
            ? new CheckDecision.Settled(readings.First(r => r.DeviceName == steady[0]), devices.Remove(steady[0]), [])
            : new CheckDecision.Unsettled();
    }

    private static bool Agree(Reading a, Reading b) => Agree(a.Measurement, b.Measurement);

    private static HashSet<string> SupportersOf(Reading reading, IReadOnlyList<Reading> readings) =>
        readings.Where(other => Agree(reading, other)).Select(other => other.DeviceName).ToHashSet(StringComparer.Ordinal);

    private static bool IsSteady(string device, IReadOnlyList<Reading> readings)
    {
        var own = readings.Where(r => r.DeviceName == device).ToList();
        return own.All(r => Agree(own[0], r));
    }

    private static double Ratio(double a, double b) => Math.Max(a, b) / Math.Max(Math.Min(a, b), double.Epsilon);

    /// <summary>A candidate's lot, evenly from 0 to 1.</summary>
    private static double Lot(CandidateKey candidate, long seed)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{seed}.{candidate.Target}.{candidate.Index}");
        return BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) / (uint.MaxValue + 1.0);
    }
}
