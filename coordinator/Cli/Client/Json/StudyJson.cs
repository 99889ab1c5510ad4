using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lts.Contracts.Json;

namespace Lts.Cli.Client.Json;

/// <summary>A study, as <c>--json</c> prints it.</summary>
/// <param name="Id">Never changes, never given again.</param>
/// <param name="Name">Unique among studies.</param>
/// <param name="State">running, completed, cancelled, failed.</param>
/// <param name="FailureMessage">Why it failed; null otherwise.</param>
/// <param name="CreateTime">By the coordinator's clock.</param>
/// <param name="EndTime">Null while it runs.</param>
/// <param name="Spec">A valid JSON study file.</param>
/// <param name="Targets">One for every device class.</param>
internal sealed record StudyJson(
    string Id, string Name, string State, string? FailureMessage, DateTimeOffset? CreateTime, DateTimeOffset? EndTime, JsonElement Spec,
    ImmutableArray<TargetJson> Targets);

/// <summary>One target of a study.</summary>
/// <param name="DeviceClass">Devices of this class share a queue.</param>
/// <param name="DeviceNames">Those that the study's selectors match.</param>
/// <param name="Description">CPU model, threads, provider.</param>
/// <param name="Generation">From 0.</param>
/// <param name="GenerationCount">Null when it is not known.</param>
/// <param name="ProposedCount">Candidates so far.</param>
/// <param name="MeasuredCount">Of those, measured.</param>
/// <param name="FailedCount">Of those, failed for good.</param>
/// <param name="LeasedCount">Of those, at a device now.</param>
/// <param name="FrontierCount">Size of the Pareto frontier.</param>
/// <param name="Hypervolume">Of the frontier, normalised; see docs/architecture.md. 0 until its reference point is fixed.</param>
/// <param name="RemainingMs">Estimate; null when it is not known.</param>
/// <param name="ExpectedCount">Candidates when done; null when it is not known.</param>
/// <param name="Finished">Whether this target's search has ended.</param>
/// <param name="Checks">What measuring candidates again has shown; left out where nothing was.</param>
/// <param name="DeviceCount">Number of devices where not all are named; absent where they are.</param>
/// <param name="QuarantinedDevices">Those of its devices that are in quarantine; left out where none is.</param>
internal sealed record TargetJson(
    string DeviceClass, ImmutableArray<string> DeviceNames, string Description, int Generation, int? GenerationCount, int ProposedCount,
    int MeasuredCount, int FailedCount, int LeasedCount, int FrontierCount, double Hypervolume, long? RemainingMs, int? ExpectedCount,
    bool Finished,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ChecksJson? Checks,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<QuarantinedDeviceJson>? QuarantinedDevices,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? DeviceCount = null);

/// <summary>One line of <c>lts study watch --json</c>.</summary>
/// <param name="Study">As it is now.</param>
/// <param name="ChangedCandidates">Since the line before.</param>
internal sealed record StudyUpdateJson(StudyJson Study, ImmutableArray<CandidateJson> ChangedCandidates);
