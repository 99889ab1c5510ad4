using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Lts.Coordinator.Storage.Outcomes;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage;

/// <summary>
/// Outcomes as they are stored: statistics and context as JSON, so that the file can be read with any SQLite tool, and raw samples as
/// little-endian doubles beside them, so that listing candidates need not touch them.
/// </summary>
internal static class OutcomeCodec
{
    /// <summary>The JSON part; has no samples.</summary>
    public static string ToJson(MeasurementOutcome outcome) => outcome switch
    {
        CandidateMeasurement measurement => JsonSerializer.Serialize(
            new StoredOutcome(StoredMeasurement.Of(measurement), null), StorageJson.Default.StoredOutcome),
        MeasurementFailure failure => JsonSerializer.Serialize(
            new StoredOutcome(null, StoredFailure.Of(failure)), StorageJson.Default.StoredOutcome),
        _ => throw new ArgumentException($"There is no outcome of type {outcome.GetType()}.", nameof(outcome)),
    };

    /// <summary>How many the candidate has, the candidate's, the reference's; <see langword="null"/> for a failure.</summary>
    public static byte[]? ToSamples(MeasurementOutcome outcome)
    {
        if (outcome is not CandidateMeasurement { Latency: var latency })
        {
            return null;
        }

        var blob = new byte[sizeof(int) + (sizeof(double) * (latency.CandidateSamplesMs.Length + latency.ReferenceSamplesMs.Length))];
        BinaryPrimitives.WriteInt32LittleEndian(blob, latency.CandidateSamplesMs.Length);
        var rest = blob.AsSpan(sizeof(int));
        foreach (double sample in latency.CandidateSamplesMs)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(rest, sample);
            rest = rest[sizeof(double)..];
        }

        foreach (double sample in latency.ReferenceSamplesMs)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(rest, sample);
            rest = rest[sizeof(double)..];
        }

        return blob;
    }

    /// <summary>Puts an outcome together again.</summary>
    /// <param name="json">The JSON part.</param>
    /// <param name="samples">The samples; <see langword="null"/> leaves them out.</param>
    /// <exception cref="JsonException">It was damaged.</exception>
    public static MeasurementOutcome Read(string json, byte[]? samples)
    {
        var stored = JsonSerializer.Deserialize(json, StorageJson.Default.StoredOutcome);
        if (stored?.Failure is { } failure)
        {
            return failure.Read();
        }

        var measurement = stored?.Measurement?.Read(includeSamples: samples is not null) ?? throw new JsonException("An outcome is neither a measurement nor a failure.");
        if (samples is null)
        {
            return measurement;
        }

        var all = samples.Length < sizeof(int) ? [] : ReadDoubles(samples.AsSpan(sizeof(int)));
        int split = samples.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(samples);
        if (split < 0 || split > all.Length)
        {
            throw new JsonException($"An outcome has {samples.Length} bytes of samples, which are damaged.");
        }

        return measurement with
        {
            Latency = measurement.Latency with
            {
                CandidateSamplesMs = ImmutableCollectionsMarshal.AsImmutableArray(all[..split]),
                ReferenceSamplesMs = ImmutableCollectionsMarshal.AsImmutableArray(all[split..]),
            },
        };
    }

    private static double[] ReadDoubles(ReadOnlySpan<byte> bytes)
    {
        var values = new double[bytes.Length / sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        }

        return values;
    }
}
