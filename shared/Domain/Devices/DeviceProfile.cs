using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Lts.Domain.Devices;

/// <summary>What an agent tells of its device when it registers.</summary>
/// <param name="Tags">The user's words for it.</param>
/// <param name="Facts">What it is.</param>
/// <param name="Settings">How it measures.</param>
/// <param name="AgentVersion">Version of the agent.</param>
public sealed record DeviceProfile(
    [property: JsonPropertyName("tags")] ImmutableArray<string> Tags,
    [property: JsonPropertyName("facts")] DeviceFacts Facts,
    [property: JsonPropertyName("settings")] MeasuringSettings Settings,
    [property: JsonPropertyName("agent_version")] string AgentVersion)
{
    /// <summary>CPU or accelerator, provider and threads, for people.</summary>
    public string Description
    {
        get
        {
            string chip = Settings.Provider != "cpu" && Facts.Accelerators.Length > 0 ? Facts.Accelerators[0].Name : Facts.CpuModel;
            string threads = Settings.Threads == 1 ? "1 thread" : $"{Settings.Threads} threads";
            return $"{(chip.Length > 0 ? chip : "unknown CPU")}, {Settings.Provider}, {threads}";
        }
    }
}
