using System.Globalization;
using System.Text;
using System.Text.Json;
using Lts.Agent.Measurement.Storage;
using Lts.Agent.Probe;
using Lts.Domain.Devices;
using Lts.Hosting;
using Spectre.Console;

namespace Lts.Agent.Commands;

/// <summary>Shows a device, to people and to programs.</summary>
internal static class ProbeOutput
{
    private const double GibibyteBytes = 1L << 30;

    /// <summary>Writes a table for people.</summary>
    /// <param name="facts">What does not change.</param>
    /// <param name="state">What was read just now.</param>
    /// <param name="calibration">The reference's; <see langword="null"/> while there is none.</param>
    public static void WriteTable(DeviceFacts facts, DeviceState state, Calibration? calibration)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumns("", "");
        void Row(string name, FormattableString value) =>
            table.AddRow(Markup.Escape(name), Markup.Escape(value.ToString(CultureInfo.InvariantCulture)));

        Row("CPU", $"{OrUnknown(facts.CpuModel)} ({facts.Machine})");
        Row("Cores", $"{facts.PhysicalCores} physical, {facts.LogicalCores} logical");
        Row("Instruction sets", $"{OrUnknown(string.Join(' ', facts.IsaExtensions))}");
        Row("Frequency",
            $"{OrUnknown(state.CpuMHz, "MHz")} now, {OrUnknown(facts.CpuMaxMHz, "MHz")} at most, governor {OrUnknown(facts.CpuGovernor)}");
        Row("Temperature", $"{OrUnknown(state.TemperatureCelsius, "°C")}");
        Row("Load average", $"{state.LoadAverage:F2}");
        Row("Memory", $"{facts.MemoryBytes / GibibyteBytes:F1} GiB");
        Row("System", $"{facts.OperatingSystem} ({facts.RuntimeIdentifier})");
        foreach (var accelerator in facts.Accelerators)
        {
            Row("Accelerator", $"{accelerator.Name}, {accelerator.MemoryBytes / GibibyteBytes:F1} GiB, driver {accelerator.DriverVersion}");
        }

        Row("ONNX Runtime", $"{facts.OnnxRuntimeVersion} ({string.Join(", ", facts.OnnxRuntimeProviders)})");
        Row("Reference", calibration is null
            ? (FormattableString)$"not calibrated yet: `lts-agent calibrate` does it now, or else the first measurement will"
            : $"{calibration.ReferenceMs:F3} ms ({calibration.Key.Provider}, {calibration.Key.Threads} threads), {calibration.MeasuredTime:u}");
        Row("Fingerprint", $"{facts.Fingerprint[..16]}…");
        Row("Agent", $"{ProductVersion.Current}");
        AgentConsole.Output.Write(table);
    }

    /// <summary>Writes one JSON object, indented.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="facts">What does not change.</param>
    /// <param name="state">What was read just now.</param>
    /// <param name="calibration">The reference's; <see langword="null"/> while there is none.</param>
    public static void WriteJson(TextWriter output, DeviceFacts facts, DeviceState state, Calibration? calibration)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("cpu_model", facts.CpuModel);
            writer.WriteNumber("physical_cores", facts.PhysicalCores);
            writer.WriteNumber("logical_cores", facts.LogicalCores);
            WriteList(writer, "isa_extensions", facts.IsaExtensions);
            writer.WriteString("machine", facts.Machine);
            writer.WriteNumber("cpu_max_mhz", facts.CpuMaxMHz);
            writer.WriteString("cpu_governor", facts.CpuGovernor);
            writer.WriteNumber("memory_bytes", facts.MemoryBytes);
            writer.WriteString("operating_system", facts.OperatingSystem);
            writer.WriteString("runtime_identifier", facts.RuntimeIdentifier);
            WriteAccelerators(writer, facts);
            writer.WriteString("onnxruntime_version", facts.OnnxRuntimeVersion);
            WriteList(writer, "onnxruntime_providers", facts.OnnxRuntimeProviders);
            writer.WriteString("fingerprint", facts.Fingerprint);
            writer.WriteNumber("cpu_mhz", state.CpuMHz);
            writer.WriteNumber("temperature_celsius", state.TemperatureCelsius);
            writer.WriteNumber("load_average", state.LoadAverage);
            WriteCalibration(writer, calibration);
            writer.WriteString("agent_version", ProductVersion.Current);
            writer.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void WriteAccelerators(Utf8JsonWriter writer, DeviceFacts facts)
    {
        writer.WriteStartArray("accelerators");
        foreach (var accelerator in facts.Accelerators)
        {
            writer.WriteStartObject();
            writer.WriteString("name", accelerator.Name);
            writer.WriteNumber("memory_bytes", accelerator.MemoryBytes);
            writer.WriteString("driver_version", accelerator.DriverVersion);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteCalibration(Utf8JsonWriter writer, Calibration? calibration)
    {
        if (calibration is null)
        {
            writer.WriteNull("calibration");
            return;
        }

        writer.WritePropertyName("calibration");
        CalibrationJson.Write(writer, calibration, before: null);
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> items)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }

    private static string OrUnknown(string text) => text.Length > 0 ? text : "unknown";

    private static string OrUnknown(double number, string unit) =>
        number > 0 ? string.Create(CultureInfo.InvariantCulture, $"{number:F0} {unit}") : "unknown";
}
