using Lts.Contracts;
using Lts.Domain.Devices;
using Spectre.Console;

namespace Lts.Cli.Commands.Display;

/// <summary>Devices, one a row, or one in full.</summary>
internal static class DeviceTable
{
    /// <summary>What a narrow terminal loses first has the highest rank; the name and the state stay.</summary>
    private static readonly (string Header, int Rank, bool MayShorten)[] Columns =
    [
        ("name", 0, false), ("state", 0, false), ("class", 2, true), ("tags", 4, true), ("provider", 6, false),
        ("threads", 7, false), ("leases", 1, false), ("measured", 1, false), ("failed", 3, false), ("last seen", 5, false),
    ];

    /// <summary>Devices, one a row.</summary>
    /// <param name="devices">In the order of the rows.</param>
    /// <param name="width">Columns of the terminal; <see langword="null"/> for output that is not one, which keeps everything.</param>
    public static Table Create(IEnumerable<DeviceSnapshot> devices, int? width = null) =>
        FittingTable.Create(Columns, [.. devices.Select(Row)], width);

    /// <summary>Everything that is known of one device.</summary>
    public static Table CreateDetails(DeviceSnapshot device)
    {
        var facts = device.Profile.Facts;
        var table = StudyTable.Plain("fact", "value");
        foreach (var (fact, value) in new[]
        {
            ("name", device.Name),
            ("state", State(device)),
            ("class", device.DeviceClass),
            ("tags", string.Join(", ", device.Profile.Tags)),
            ("provider", device.Profile.Settings.Provider),
            ("threads", StudyTable.Number(device.Profile.Settings.Threads)),
            ("CPU", facts.CpuModel),
            ("cores", $"{facts.PhysicalCores} physical, {facts.LogicalCores} logical"),
            ("instruction sets", string.Join(' ', facts.IsaExtensions)),
            ("frequency", Frequency(facts)),
            ("memory", facts.MemoryBytes > 0 ? Units.Gib(facts.MemoryBytes) : ""),
            ("accelerators", string.Join(", ", facts.Accelerators.Select(a => a.Name))),
            ("system", $"{facts.OperatingSystem} ({facts.RuntimeIdentifier})"),
            ("ONNX Runtime", $"{facts.OnnxRuntimeVersion} ({string.Join(", ", facts.OnnxRuntimeProviders)})"),
            ("agent", device.Profile.AgentVersion),
            ("first seen", Units.Time(device.FirstSeenTime)),
            ("last seen", Units.Time(device.LastSeenTime)),
            ("leases held", StudyTable.Number(device.HeldLeaseCount)),
            ("measured, failed", $"{device.Counts.Measured}, {device.Counts.Failed}"),
        })
        {
            StudyTable.Add(table, fact, value);
        }

        if (device.Quarantine is { } quarantine)
        {
            StudyTable.Add(table, "in quarantine since", Units.Time(quarantine.Time));
            StudyTable.Add(table, "because", quarantine.Reason);
            StudyTable.Add(table, "to end it", $"lts devices release {device.Name}");
        }

        return table;
    }

    private static string[] Row(DeviceSnapshot device) =>
    [
        device.Name, State(device), device.DeviceClass, string.Join(", ", device.Profile.Tags),
        device.Profile.Settings.Provider, StudyTable.Number(device.Profile.Settings.Threads), StudyTable.Number(device.HeldLeaseCount),
        StudyTable.Number(device.Counts.Measured), StudyTable.Number(device.Counts.Failed), Units.Time(device.LastSeenTime),
    ];

    private static string State(DeviceSnapshot device) =>
        device.IsApproved ? WireNames.Of(device.Status)
        : device.Status == DeviceStatus.Online ? "waiting for approval"
        : $"{WireNames.Of(device.Status)}, not approved";

    private static string Frequency(DeviceFacts facts) =>
        facts.CpuMaxMHz > 0 ? FormattableString.Invariant($"up to {facts.CpuMaxMHz:0} MHz, governor {facts.CpuGovernor}") : "";
}
