using System.Globalization;

namespace Lts.Agent.Probe;

/// <summary>The memory that a Linux process may use.</summary>
internal static class LinuxMemory
{
    private const long KibibyteBytes = 1024;

    /// <summary>The machine's memory, or the lowest limit of the control groups around this process (version 1 or 2), in bytes.</summary>
    public static long AvailableBytes(string root)
    {
        var machine = MachineBytes(root);
        var limits = CgroupLimits(root).Where(l => l > 0);
        return machine > 0 ? limits.Append(machine).Min() : limits.DefaultIfEmpty(0).Min();
    }

    private static long MachineBytes(string root)
    {
        var line = TextFile.Read(Path.Combine(root, "proc/meminfo")).Split('\n')
            .FirstOrDefault(l => l.StartsWith("MemTotal:", StringComparison.Ordinal), "");
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var kib)
            ? kib * KibibyteBytes : 0;
    }

    private static IEnumerable<long> CgroupLimits(string root)
    {
        foreach (var line in TextFile.Read(Path.Combine(root, "proc/self/cgroup")).Split('\n'))
        {
            var parts = line.Split(':', 3);
            if (parts.Length != 3)
            {
                continue;
            }

            var (folder, file) = parts[1].Length == 0 ? ("sys/fs/cgroup", "memory.max") : ("sys/fs/cgroup/memory", "memory.limit_in_bytes");
            if (parts[1].Length > 0 && !parts[1].Split(',').Contains("memory"))
            {
                continue;
            }

            // A limit anywhere above holds too; inside a container the path may name folders that only the host sees.
            for (var group = parts[2].Trim('/'); ; group = Path.GetDirectoryName(group) ?? "")
            {
                yield return ReadLimit(Path.Combine(root, folder, group, file));
                if (group.Length == 0)
                {
                    break;
                }
            }
        }
    }

    private static long ReadLimit(string path) =>
        long.TryParse(TextFile.Read(path), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
}
