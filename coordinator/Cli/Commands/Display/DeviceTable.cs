using Lts.Cli.StudyFiles;
using Lts.Protos.V1;
using Spectre.Console;

namespace Lts.Cli.Commands.Display;

/// <summary>Devices, one a row, or one in full.</summary>
internal static class DeviceTable
{
    public static Table Create(IEnumerable<Device> devices)
    {
        var table = StudyTable.Plain("name", "state", "class", "tags", "provider", "threads", "leases", "measured", "failed", "last seen");
        foreach (var device in devices)
        {
            StudyTable.Add(
                table, device.Name, WireNames.Of(device.State), device.DeviceClass, string.Join(", ", device.Tags),
                device.Settings?.Provider ?? "", StudyTable.Number(device.Settings?.Threads ?? 0), StudyTable.Number(device.HeldLeaseCount),
                StudyTable.Number(device.MeasuredCount), StudyTable.Number(device.FailedCount), Units.Time(device.LastSeenTime));
        }

        return table;
    }

    /// <summary>Everything that is known of one device.</summary>
    public static Table CreateDetails(Device device)
    {
        var facts = device.Facts ?? new DeviceFacts();
        var table = StudyTable.Plain("fact", "value");
        foreach (var (fact, value) in new[]
        {
            ("name", device.Name),
            ("state", WireNames.Of(device.State)),
            ("class", device.DeviceClass),
            ("tags", string.Join(", ", device.Tags)),
            ("provider", device.Settings?.Provider ?? ""),
            ("threads", StudyTable.Number(device.Settings?.Threads ?? 0)),
            ("CPU", facts.CpuModel),
            ("cores", $"{facts.PhysicalCores} physical, {facts.LogicalCores} logical"),
            ("instruction sets", string.Join(' ', facts.IsaExtensions)),
            ("frequency", Frequency(facts)),
            ("memory", facts.MemoryBytes > 0 ? Units.Gib(facts.MemoryBytes) : ""),
            ("accelerators", string.Join(", ", facts.Accelerators.Select(a => a.Name))),
            ("system", $"{facts.OperatingSystem} ({facts.RuntimeIdentifier})"),
            ("ONNX Runtime", $"{facts.OnnxruntimeVersion} ({string.Join(", ", facts.OnnxruntimeProviders)})"),
            ("agent", device.AgentVersion),
            ("first seen", Units.Time(device.FirstSeenTime)),
            ("last seen", Units.Time(device.LastSeenTime)),
            ("leases held", StudyTable.Number(device.HeldLeaseCount)),
            ("measured, failed", $"{device.MeasuredCount}, {device.FailedCount}"),
        })
        {
            StudyTable.Add(table, fact, value);
        }

        return table;
    }

    private static string Frequency(DeviceFacts facts) =>
        facts.CpuMaxMhz > 0 ? FormattableString.Invariant($"up to {facts.CpuMaxMhz:0} MHz, governor {facts.CpuGovernor}") : "";
}
