using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Contracts.Json;

namespace Lts.Reports.Json;

/// <summary>One device class and its candidates. The hypervolume is 0 until its reference point is fixed.</summary>
internal sealed record TargetDocument(
    string DeviceClass,
    ImmutableArray<string> DeviceNames,
    string Title,
    string Description,
    int Generation,
    int GenerationCount,
    int MeasuredCount,
    int FailedCount,
    double Hypervolume,
    ImmutableArray<HypervolumeDocument> HypervolumeHistory,
    ImmutableArray<CandidateJson> Candidates,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChecksJson? Checks = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<QuarantinedDeviceJson>? QuarantinedDevices = null);

/// <summary>The hypervolume after so many candidates were measured or had failed.</summary>
internal sealed record HypervolumeDocument(int SettledCount, double Hypervolume);
