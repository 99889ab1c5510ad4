using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// Names the class of a device: a readable part, then a hash of everything that decides its numbers. Devices of one class must measure the
/// same. The hashed text is a contract: changing it renames every class.
/// </summary>
internal static class DeviceClass
{
    private const int SlugLength = 32;
    private const int HashBytes = 4;
    private const long GiB = 1L << 30;

    /// <summary>Words of CPU names that tell nothing.</summary>
    private static readonly HashSet<string> Noise =
        new(StringComparer.Ordinal) { "r", "tm", "cpu", "processor", "core", "with", "ghz", "gen" };

    /// <summary>For example <c>intel-xeon-platinum-8370c-1t-3fa29c01</c>.</summary>
    public static string Of(DeviceFacts facts, MeasuringSettings settings)
    {
        string provider = settings.Provider == "cpu" ? "" : "-" + Slug(settings.Provider);
        return string.Create(
            CultureInfo.InvariantCulture, $"{Slug(Chip(facts, settings))}{provider}-{settings.Threads}t-{Hash(facts, settings)}");
    }

    private static string Chip(DeviceFacts facts, MeasuringSettings settings) =>
        settings.Provider != "cpu" && facts.Accelerators.Length > 0 ? facts.Accelerators[0].Name
        : facts.CpuModel.Length > 0 ? facts.CpuModel : facts.Machine;

    private static string Slug(string text)
    {
        // "Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz" → intel-xeon-platinum-8370c
        int frequency = text.IndexOf('@', StringComparison.Ordinal);
        var words = (frequency < 0 ? text : text[..frequency]).ToLowerInvariant()
            .Split(text.Where(c => !char.IsAsciiLetterOrDigit(c)).Distinct().ToArray(), StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !Noise.Contains(word));
        string slug = string.Join('-', words);
        slug = (slug.Length > SlugLength ? slug[..SlugLength] : slug).Trim('-');
        return slug.Length > 0 ? slug : "device";
    }

    private static string Hash(DeviceFacts facts, MeasuringSettings settings)
    {
        // Memory to the nearest GiB: kernels of equal machines reserve slightly different amounts.
        string text = string.Join(
            '\n',
            facts.CpuModel,
            facts.PhysicalCores.ToString(CultureInfo.InvariantCulture),
            facts.LogicalCores.ToString(CultureInfo.InvariantCulture),
            string.Join(',', facts.IsaExtensions.Order(StringComparer.Ordinal)),
            facts.Machine,
            ((facts.MemoryBytes + (GiB / 2)) / GiB).ToString(CultureInfo.InvariantCulture),
            settings.Provider == "cpu" ? "" : string.Join(',', facts.Accelerators.Select(a => a.Name)),
            facts.OnnxRuntimeVersion,
            settings.Provider,
            settings.Threads.ToString(CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));
    }
}
