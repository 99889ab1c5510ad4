using System.Text;
using System.Text.Json;
using Lts.Agent.Measurement.Storage;

namespace Lts.Agent.Commands;

/// <summary>A calibration as JSON.</summary>
internal static class CalibrationJson
{
    /// <summary>A calibration on its own.</summary>
    /// <param name="calibration">What was measured.</param>
    /// <param name="before">What it replaces, if anything.</param>
    public static string ToJson(Calibration calibration, Calibration? before)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            Write(writer, calibration, before);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>A calibration as part of something else.</summary>
    public static void Write(Utf8JsonWriter writer, Calibration calibration, Calibration? before)
    {
        writer.WriteStartObject();
        writer.WriteNumber("reference_ms", calibration.ReferenceMs);
        if (before is not null)
        {
            writer.WriteNumber("previous_reference_ms", before.ReferenceMs);
        }

        writer.WriteString("provider", calibration.Key.Provider);
        writer.WriteNumber("threads", calibration.Key.Threads);
        writer.WriteNumber("pool_seed", calibration.Key.PoolSeed);
        writer.WriteNumber("runs", calibration.Runs);
        writer.WriteString("measured_time", calibration.MeasuredTime);
        writer.WriteEndObject();
    }
}
