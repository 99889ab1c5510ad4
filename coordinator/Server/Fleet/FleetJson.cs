using System.Text.Json.Serialization;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Fleet;

/// <summary>How device profiles are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(DeviceProfile))]
internal sealed partial class FleetJson : JsonSerializerContext;
