using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lts.Agent.Measurement.Storage;
using Lts.Agent.Probe;
using Lts.Contracts.Json;
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
    public static void WriteTable(DeviceFacts facts, DeviceReadings state, Calibration? calibration)
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
        var key = calibration?.Key;
        var threads = key?.Threads == 1 ? "thread" : "threads";
        Row("Reference", calibration is null
            ? (FormattableString)$"not calibrated yet: `lts-agent calibrate` does it now, or else the first measurement will"
            : $"{calibration.ReferenceMs:F3} ms ({key?.Provider}, {key?.Threads} {threads}), {calibration.MeasuredTime:u}");
        Row("Fingerprint", $"{facts.Fingerprint[..16]}…");
        Row("Agent", $"{ProductVersion.Current}");
        AgentConsole.Output.Write(table);
    }

    /// <summary>Writes one JSON object, indented: the facts of the device and, beside them, its state now.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="facts">What does not change.</param>
    /// <param name="state">What was read just now.</param>
    /// <param name="calibration">The reference's; <see langword="null"/> while there is none.</param>
    public static void WriteJson(TextWriter output, DeviceFacts facts, DeviceReadings state, Calibration? calibration)
    {
        var device = JsonSerializer.SerializeToNode(DeviceFactsJson.Of(facts), AgentJsonContext.Default.DeviceFactsJson)!.AsObject();
        device["cpu_mhz"] = Finite(state.CpuMHz);
        device["temperature_celsius"] = Finite(state.TemperatureCelsius);
        device["load_average"] = Finite(state.LoadAverage);
        device["calibration"] = calibration is null
            ? null : JsonSerializer.SerializeToNode(CalibrationJson.Of(calibration, before: null), AgentJsonContext.Default.CalibrationJson);
        device["agent_version"] = ProductVersion.Current;
        output.WriteLine(device.ToJsonString(AgentJsonContext.Default.Options));
    }

    private static JsonNode? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string OrUnknown(string text) => text.Length > 0 ? text : "unknown";

    private static string OrUnknown(double number, string unit) =>
        number > 0 ? string.Create(CultureInfo.InvariantCulture, $"{number:F0} {unit}") : "unknown";
}
