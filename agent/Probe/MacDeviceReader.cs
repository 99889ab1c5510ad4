using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Lts.Domain.Devices;

namespace Lts.Agent.Probe;

/// <summary>Asks macOS by <c>sysctl</c>. It offers neither governor nor temperature without privileges.</summary>
[SupportedOSPlatform("macos")]
internal sealed partial class MacDeviceReader : IDeviceReader
{
    private const double HertzPerMegahertz = 1e6;

    /// <inheritdoc/>
    public DeviceFacts ReadFacts()
    {
        var facts = UnknownDeviceReader.Portable();
        return facts with
        {
            CpuModel = Text("machdep.cpu.brand_string"),
            PhysicalCores = (int)Number("hw.physicalcpu") is > 0 and var cores ? cores : facts.PhysicalCores,
            CpuMaxMHz = Number("hw.cpufrequency_max") / HertzPerMegahertz,
            MemoryBytes = Number("hw.memsize") is > 0 and var bytes ? bytes : facts.MemoryBytes,
        };
    }

    /// <inheritdoc/>
    public DeviceReadings ReadState()
    {
        var averages = new double[1];
        var load = GetLoadAverage(averages, averages.Length) == 1 ? averages[0] : 0;
        return new DeviceReadings(Number("hw.cpufrequency") / HertzPerMegahertz, "", 0, load);
    }

    private static string Text(string name)
    {
        var buffer = new byte[256];
        var length = (nuint)buffer.Length;
        return SysctlByName(name, buffer, ref length, 0, 0) == 0 ? Encoding.UTF8.GetString(buffer, 0, (int)length).TrimEnd('\0') : "";
    }

    private static long Number(string name)
    {
        var buffer = new byte[sizeof(long)];
        var length = (nuint)buffer.Length;
        return SysctlByName(name, buffer, ref length, 0, 0) != 0 ? 0
            : length == sizeof(int) ? BitConverter.ToInt32(buffer) : BitConverter.ToInt64(buffer);
    }

    [LibraryImport("libSystem", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SysctlByName(string name, [Out] byte[] value, ref nuint length, nint newValue, nuint newLength);

    [LibraryImport("libSystem", EntryPoint = "getloadavg")]
    private static partial int GetLoadAverage([Out] double[] averages, int count);
}
