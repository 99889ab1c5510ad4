namespace Lts.Agent.Probe;

/// <summary>The CPU's temperature on Linux.</summary>
internal static class LinuxTemperature
{
    private const double MillidegreesPerDegree = 1000;

    private static readonly string[] CpuNames = ["x86_pkg_temp", "cpu", "soc", "coretemp", "k10temp", "zenpower"];

    /// <summary>The hottest sensor that is named after the CPU, else the hottest of all, in degrees Celsius; 0 without any.</summary>
    public static double ReadCelsius(string root)
    {
        var zones = TextFile.Folders(Path.Combine(root, "sys/class/thermal"), "thermal_zone*")
            .Select(f => (Name: TextFile.Read(Path.Combine(f, "type")), Value: TextFile.ReadNumber(Path.Combine(f, "temp"))));
        var monitors = TextFile.Folders(Path.Combine(root, "sys/class/hwmon"), "hwmon*")
            .Select(f => (Name: TextFile.Read(Path.Combine(f, "name")), Value: TextFile.ReadNumber(Path.Combine(f, "temp1_input"))));
        var sensors = zones.Concat(monitors).Where(s => s.Value > 0).ToList();
        var cpu = sensors.Where(s => CpuNames.Any(n => s.Name.StartsWith(n, StringComparison.Ordinal))).ToList();
        return (cpu.Count > 0 ? cpu : sensors).Select(s => s.Value / MillidegreesPerDegree).DefaultIfEmpty(0).Max();
    }
}
