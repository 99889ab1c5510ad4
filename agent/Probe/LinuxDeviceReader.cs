using System.Globalization;
using Lts.Domain.Devices;

namespace Lts.Agent.Probe;

/// <summary>Reads <c>/proc</c> and <c>/sys</c>.</summary>
/// <param name="root">Where they are mounted; tests give a folder of their own.</param>
internal sealed class LinuxDeviceReader(string root = "/") : IDeviceReader
{
    private const double KilohertzPerMegahertz = 1000;

    private readonly string _cpus = Path.Combine(root, "sys/devices/system/cpu");

    /// <inheritdoc/>
    public DeviceFacts ReadFacts()
    {
        var cpu = ProcCpuInfo.Parse(TextFile.Read(Path.Combine(root, "proc/cpuinfo")));
        var board = TextFile.Read(Path.Combine(root, "proc/device-tree/model"));
        var model = string.Join(", ", new[] { cpu.Model, board }.Where(t => t.Length > 0));
        return UnknownDeviceReader.Portable() with
        {
            CpuModel = model,
            PhysicalCores = PhysicalCores(cpu),
            IsaExtensions = SupportedIsa.FromFlags(cpu.Flags),
            CpuMaxMHz = FrequencyFiles("cpuinfo_max_freq").DefaultIfEmpty(0).Max() / KilohertzPerMegahertz,
            CpuGovernor = Governor(),
            MemoryBytes = LinuxMemory.AvailableBytes(root),
            OperatingSystem = OperatingSystemName(),
        };
    }

    /// <inheritdoc/>
    public DeviceReadings ReadState()
    {
        var kilohertz = FrequencyFiles("scaling_cur_freq");
        var megahertz = kilohertz.Length > 0
            ? kilohertz.Average() / KilohertzPerMegahertz
            : ProcCpuInfo.Parse(TextFile.Read(Path.Combine(root, "proc/cpuinfo"))).MeanMHz;
        var load = TextFile.Read(Path.Combine(root, "proc/loadavg")).Split(' ')[0];
        return new DeviceReadings(
            megahertz, Governor(), LinuxTemperature.ReadCelsius(root),
            double.TryParse(load, NumberStyles.Float, CultureInfo.InvariantCulture, out var minute) ? minute : 0);
    }

    private int PhysicalCores(CpuInfo cpu)
    {
        var siblings = CpuFolders().Select(f => TextFile.Read(Path.Combine(f, "topology/thread_siblings_list"))).Where(s => s.Length > 0);
        var cores = siblings.Distinct().Count();
        return cores > 0 ? cores : cpu.PhysicalCores > 0 ? cpu.PhysicalCores : Environment.ProcessorCount;
    }

    private string Governor() => TextFile.Read(Path.Combine(_cpus, "cpu0/cpufreq/scaling_governor"));

    private double[] FrequencyFiles(string name) =>
        [.. CpuFolders().Select(f => TextFile.ReadNumber(Path.Combine(f, "cpufreq", name))).Where(khz => khz > 0)];

    private IEnumerable<string> CpuFolders() => TextFile.Folders(_cpus, "cpu*").Where(f => char.IsAsciiDigit(f[^1]));

    private string OperatingSystemName()
    {
        var kernel = TextFile.Read(Path.Combine(root, "proc/sys/kernel/osrelease"));
        var name = TextFile.Read(Path.Combine(root, "etc/os-release")).Split('\n')
            .Where(l => l.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))
            .Select(l => l["PRETTY_NAME=".Length..].Trim('"')).FirstOrDefault("Linux");
        return kernel.Length > 0 ? $"{name}, kernel {kernel}" : name;
    }
}
