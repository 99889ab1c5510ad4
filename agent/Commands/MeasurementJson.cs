using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Lts.Domain.Measurements;

namespace Lts.Agent.Commands;

/// <summary>A measurement as JSON, with the field names of protos/lts/v1/measurement.proto.</summary>
internal static class MeasurementJson
{
    public static string ToJson(MeasurementOutcome outcome)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            switch (outcome)
            {
                case CandidateMeasurement measurement:
                    writer.WriteString("verdict", Name(measurement.Verdict.ToString()));
                    WriteLatency(writer, measurement.Latency);
                    WriteMemory(writer, measurement.Memory);
                    WriteValues(writer, measurement.Further);
                    break;
                case MeasurementFailure failure:
                    WriteFailure(writer, failure);
                    break;
            }

            WriteContext(writer, outcome.Context);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary><c>TimedOut</c> as <c>timed_out</c>.</summary>
    internal static string Name(string value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value);

    private static void WriteLatency(Utf8JsonWriter writer, LatencyStatistics latency)
    {
        writer.WriteStartObject("latency");
        writer.WriteNumber("latency_ms", latency.LatencyMs);
        writer.WriteNumber("low_ms", latency.LowMs);
        writer.WriteNumber("high_ms", latency.HighMs);
        writer.WriteNumber("p50_ms", latency.P50Ms);
        writer.WriteNumber("p90_ms", latency.P90Ms);
        writer.WriteNumber("min_ms", latency.MinMs);
        writer.WriteNumber("ratio", latency.Ratio);
        writer.WriteNumber("reference_ms", latency.ReferenceMs);
        writer.WriteNumber("rounds", latency.Rounds);
        WriteSamples(writer, "candidate_samples_ms", latency.CandidateSamplesMs);
        WriteSamples(writer, "reference_samples_ms", latency.ReferenceSamplesMs);
        writer.WriteEndObject();
    }

    private static void WriteMemory(Utf8JsonWriter writer, MemoryStatistics memory)
    {
        writer.WriteStartObject("memory");
        writer.WriteNumber("peak_bytes", memory.PeakBytes);
        writer.WriteNumber("peak_net_bytes", memory.PeakNetBytes);
        writer.WriteNumber("session_peak_bytes", memory.SessionPeakBytes);
        writer.WriteNumber("baseline_bytes", memory.BaselineBytes);
        writer.WriteNumber("anonymous_bytes", memory.AnonymousBytes);
        writer.WriteNumber("arena_peak_bytes", memory.ArenaPeakBytes);
        writer.WriteEndObject();
    }

    /// <summary>Further metrics; nothing where there are none.</summary>
    private static void WriteValues(Utf8JsonWriter writer, ImmutableArray<MetricValue> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("values");
        foreach (var value in values)
        {
            writer.WriteStartObject();
            writer.WriteString("metric", value.Metric);
            writer.WriteNumber("value", value.Value);
            if (value is { Low: { } low, High: { } high })
            {
                writer.WriteNumber("low", low);
                writer.WriteNumber("high", high);
            }

            WriteSamples(writer, "samples", value.Samples);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFailure(Utf8JsonWriter writer, MeasurementFailure failure)
    {
        writer.WriteStartObject("failure");
        writer.WriteString("kind", Name(failure.Kind.ToString()));
        writer.WriteString("message", failure.Message);
        if (failure.ExitCode is { } code)
        {
            writer.WriteNumber("exit_code", code);
        }

        writer.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter writer, MeasurementContext context)
    {
        writer.WriteStartObject("context");
        writer.WriteString("device_fingerprint", context.DeviceFingerprint);
        writer.WriteString("cpu_model", context.CpuModel);
        writer.WriteString("cpu_governor", context.CpuGovernor);
        WritePair(writer, "cpu_mhz_start", "cpu_mhz_end", context.CpuMHz);
        WritePair(writer, "temperature_start_celsius", "temperature_end_celsius", context.TemperatureCelsius);
        WritePair(writer, "load_average_start", "load_average_end", context.LoadAverage);
        writer.WriteString("onnxruntime_version", context.OnnxRuntimeVersion);
        writer.WriteString("provider", context.Provider);
        writer.WriteNumber("threads", context.Threads);
        writer.WriteNumber("pool_seed", context.PoolSeed);
        writer.WriteString("agent_version", context.AgentVersion);
        writer.WriteString("reference_graph_sha256", context.ReferenceGraphSha256);
        writer.WriteString("start_time", context.StartTime);
        writer.WriteString("end_time", context.EndTime);
        writer.WriteNumber("session_create_ms", context.SessionCreateMs);
        writer.WriteNumber("run_ms", context.RunMs);
        writer.WriteNumber("overhead_ms", context.OverheadMs);
        writer.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter writer, string start, string end, (double Start, double End) values)
    {
        writer.WriteNumber(start, values.Start);
        writer.WriteNumber(end, values.End);
    }

    private static void WriteSamples(Utf8JsonWriter writer, string name, ImmutableArray<double> samples)
    {
        writer.WriteStartArray(name);
        foreach (var sample in samples)
        {
            writer.WriteNumberValue(sample);
        }

        writer.WriteEndArray();
    }
}
