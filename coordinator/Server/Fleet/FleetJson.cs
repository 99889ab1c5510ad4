using System.Text.Json.Serialization;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Fleet;

/// <summary>How device profiles are stored; names stand at their properties.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(DeviceProfile))]
internal sealed partial class FleetJson : JsonSerializerContext;
