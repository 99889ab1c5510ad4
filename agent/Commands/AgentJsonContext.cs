using System.Text.Json.Serialization;
using Lts.Contracts.Json;

namespace Lts.Agent.Commands;

/// <summary>What <c>--json</c> of <c>lts-agent</c> prints, for people to read too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(MeasurementJson))]
[JsonSerializable(typeof(FailedJson))]
[JsonSerializable(typeof(CalibrationJson))]
[JsonSerializable(typeof(DeviceFactsJson))]
internal sealed partial class AgentJsonContext : JsonSerializerContext;

/// <summary>No measurement, and where and how it failed.</summary>
internal sealed record FailedJson(FailureJson Failure, ContextJson Context);
