using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lts.Domain.Devices;

namespace Lts.Agent.Probe;

/// <summary>
/// A hash of the facts that decide speed and memory: two devices with the same fingerprint and the same settings should give the same
/// numbers. Facts that change from day to day (frequency, governor, driver and system versions) are left out, and memory is rounded to
/// GiB because boards of one kind differ by what their firmware keeps.
/// </summary>
internal static class DeviceFingerprint
{
    private const double GibibyteBytes = 1L << 30;

    /// <summary>The fingerprint: SHA-256 in lower-case hexadecimal.</summary>
    /// <param name="facts">What is known of the device.</param>
    public static string Of(DeviceFacts facts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText(facts))));

    /// <summary>The text that is hashed, one fact a line. A contract: changing it renames every device class.</summary>
    public static string CanonicalText(DeviceFacts facts)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"cpu={facts.CpuModel}\n");
        text.Append(CultureInfo.InvariantCulture, $"cores={facts.PhysicalCores}/{facts.LogicalCores}\n");
        text.Append(CultureInfo.InvariantCulture, $"isa={string.Join(',', facts.IsaExtensions)}\n");
        text.Append(CultureInfo.InvariantCulture, $"rid={facts.RuntimeIdentifier}\n");
        text.Append(CultureInfo.InvariantCulture, $"memory_gib={Gibibytes(facts.MemoryBytes)}\n");
        text.Append(CultureInfo.InvariantCulture, $"onnxruntime={facts.OnnxRuntimeVersion}\n");
        foreach (var accelerator in facts.Accelerators)
        {
            text.Append(CultureInfo.InvariantCulture, $"accelerator={accelerator.Name}/{Gibibytes(accelerator.MemoryBytes)}\n");
        }

        return text.ToString();
    }

    private static double Gibibytes(long bytes) => Math.Round(bytes / GibibyteBytes);
}
