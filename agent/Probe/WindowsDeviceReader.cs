using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Lts.Domain.Devices;
using Microsoft.Win32;

namespace Lts.Agent.Probe;

/// <summary>Asks Windows by the registry and its kernel calls. It has no load average, and no temperature without privileges.</summary>
[SupportedOSPlatform("windows")]
internal sealed partial class WindowsDeviceReader : IDeviceReader
{
    private const string CpuKey = @"HKEY_LOCAL_MACHINE\HARDWARE\DESCRIPTION\System\CentralProcessor\0";
    private const int RelationProcessorCore = 0;

    /// <inheritdoc/>
    public DeviceFacts ReadFacts()
    {
        var facts = UnknownDeviceReader.Portable();
        return facts with
        {
            CpuModel = (Registry.GetValue(CpuKey, "ProcessorNameString", null) as string ?? "").Trim(),
            PhysicalCores = CountCores() is > 0 and var cores ? cores : facts.PhysicalCores,
            CpuMaxMHz = NominalMHz(),
            MemoryBytes = MemoryBytes() is > 0 and var bytes ? bytes : facts.MemoryBytes,
        };
    }

    /// <inheritdoc/>
    public DeviceReadings ReadState() => new(NominalMHz(), "", 0, 0);

    private static double NominalMHz() => Registry.GetValue(CpuKey, "~MHz", null) is int mhz ? mhz : 0;

    private static long MemoryBytes()
    {
        var status = new MemoryStatus { Length = (uint)Marshal.SizeOf<MemoryStatus>() };
        return GlobalMemoryStatusEx(ref status) ? (long)status.TotalPhysical : 0;
    }

    private static int CountCores()
    {
        var length = 0u;
        GetLogicalProcessorInformationEx(RelationProcessorCore, null, ref length);
        var buffer = new byte[length];
        if (length == 0 || !GetLogicalProcessorInformationEx(RelationProcessorCore, buffer, ref length))
        {
            return 0;
        }

        // Records of SYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX: relationship, then the record's size, 4 bytes each; one record a core.
        var cores = 0;
        for (var at = 0; at + 8 <= length; cores++)
        {
            at += Math.Max(8, BitConverter.ToInt32(buffer, at + 4));
        }

        return cores;
    }

    [LibraryImport("kernel32", EntryPoint = "GlobalMemoryStatusEx")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GlobalMemoryStatusEx(ref MemoryStatus status);

    [LibraryImport("kernel32", EntryPoint = "GetLogicalProcessorInformationEx")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetLogicalProcessorInformationEx(int relationship, [Out] byte[]? buffer, ref uint length);

    /// <summary>MEMORYSTATUSEX.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryStatus
    {
        public uint Length;
        public uint Load;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalPageFile;
        public ulong AvailablePageFile;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtendedVirtual;
    }
}
