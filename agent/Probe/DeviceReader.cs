namespace Lts.Agent.Probe;

/// <summary>Chooses the reader for the system that this process runs on.</summary>
internal static class DeviceReader
{
    /// <summary>The reader of this system.</summary>
    public static IDeviceReader Current { get; } =
        OperatingSystem.IsLinux() ? new LinuxDeviceReader()
        : OperatingSystem.IsMacOS() ? new MacDeviceReader()
        : OperatingSystem.IsWindows() ? new WindowsDeviceReader()
        : new UnknownDeviceReader();
}
