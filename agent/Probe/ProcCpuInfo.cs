using System.Collections.Immutable;
using System.Globalization;

namespace Lts.Agent.Probe;

/// <summary>What <c>/proc/cpuinfo</c> says.</summary>
/// <param name="Model">Model name; on ARM, which has none, the core's name or number.</param>
/// <param name="Flags">Instruction set extensions of the first CPU.</param>
/// <param name="PhysicalCores">Distinct cores; 0 where the file does not tell.</param>
/// <param name="MeanMHz">Mean of the current frequencies; 0 where the file does not tell.</param>
internal sealed record CpuInfo(string Model, ImmutableArray<string> Flags, int PhysicalCores, double MeanMHz);

/// <summary>Reads <c>/proc/cpuinfo</c> of x86 and ARM kernels.</summary>
internal static class ProcCpuInfo
{
    private const string ArmImplementer = "0x41";

    /// <summary>Arm's own part numbers (Main ID Register, bits 15 to 4) of the cores that run Linux on boards and phones.</summary>
    private static readonly ImmutableDictionary<string, string> ArmParts = new Dictionary<string, string>
    {
        ["0xd03"] = "Cortex-A53",
        ["0xd04"] = "Cortex-A35",
        ["0xd05"] = "Cortex-A55",
        ["0xd07"] = "Cortex-A57",
        ["0xd08"] = "Cortex-A72",
        ["0xd09"] = "Cortex-A73",
        ["0xd0a"] = "Cortex-A75",
        ["0xd0b"] = "Cortex-A76",
        ["0xd0c"] = "Neoverse-N1",
        ["0xd0d"] = "Cortex-A77",
        ["0xd40"] = "Neoverse-V1",
        ["0xd41"] = "Cortex-A78",
        ["0xd44"] = "Cortex-X1",
        ["0xd49"] = "Neoverse-N2",
        ["0xd4f"] = "Neoverse-V2",
    }.ToImmutableDictionary();

    /// <summary>Reads the file's text; what it does not tell is empty or 0.</summary>
    /// <param name="text">The whole of <c>/proc/cpuinfo</c>.</param>
    public static CpuInfo Parse(string text)
    {
        var entries = text.Split('\n').Select(l => l.Split(':', 2)).Where(p => p.Length == 2)
            .Select(p => (Key: p[0].Trim(), Value: p[1].Trim())).ToList();
        var flags = entries.FirstOrDefault(e => e.Key is "flags" or "Features").Value ?? "";
        var frequencies = entries.Where(e => e.Key == "cpu MHz")
            .Select(e => double.TryParse(e.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var mhz) ? mhz : 0).ToList();
        return new CpuInfo(
            ModelOf(entries), [.. flags.Split(' ', StringSplitOptions.RemoveEmptyEntries)], CountCores(entries),
            frequencies.Count > 0 ? frequencies.Average() : 0);
    }

    private static string ModelOf(List<(string Key, string Value)> entries)
    {
        var name = entries.FirstOrDefault(e => e.Key == "model name").Value;
        if (!string.IsNullOrEmpty(name))
        {
            return name;
        }

        // A big.LITTLE chip has several parts; each is named once.
        var implementer = entries.FirstOrDefault(e => e.Key == "CPU implementer").Value ?? "";
        var parts = entries.Where(e => e.Key == "CPU part").Select(e => e.Value).Distinct()
            .Select(p => implementer == ArmImplementer && ArmParts.TryGetValue(p, out var known) ? known : $"ARM {implementer}/{p}");
        return string.Join(" + ", parts);
    }

    private static int CountCores(List<(string Key, string Value)> entries)
    {
        var cores = new HashSet<(string Package, string Core)>();
        var package = "";
        foreach (var (key, value) in entries)
        {
            if (key == "physical id")
            {
                package = value;
            }
            else if (key == "core id")
            {
                cores.Add((package, value));
            }
        }

        return cores.Count;
    }
}
