using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Agent.Measurement.Rules;
using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement.Protocol;

/// <summary>A line that a measuring process writes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ReadyMessage), "ready")]
[JsonDerivedType(typeof(SessionMessage), "session")]
[JsonDerivedType(typeof(RoundsMessage), "rounds")]
[JsonDerivedType(typeof(MemoryMessage), "memory")]
[JsonDerivedType(typeof(LatencyMessage), "latency")]
[JsonDerivedType(typeof(CalibrationMessage), "calibration")]
[JsonDerivedType(typeof(FailedMessage), "failed")]
internal abstract record ChildMessage;

/// <summary>ONNX Runtime is loaded; the process waits for its start.</summary>
/// <param name="Version">Version of the native ONNX Runtime.</param>
/// <param name="Providers">Its execution providers; for <see cref="ChildJob.Describe"/> those that can be used here.</param>
internal sealed record ReadyMessage(string Version, ImmutableArray<string> Providers) : ChildMessage;

/// <summary>Every session of the job exists.</summary>
/// <param name="CreateMs">Time that creating them took.</param>
internal sealed record SessionMessage(double CreateMs) : ChildMessage;

/// <summary>Rounds since the last such line, so that a process that is killed still leaves its samples.</summary>
/// <param name="CandidateMs">Times of the candidate's runs, one a round.</param>
/// <param name="ReferenceMs">Times of the reference's runs, one a round.</param>
internal sealed record RoundsMessage(double[] CandidateMs, double[] ReferenceMs) : ChildMessage;

/// <summary>The answer to <see cref="ChildJob.Memory"/>.</summary>
/// <param name="Memory">What was read.</param>
/// <param name="RunMs">Time that the runs took.</param>
/// <param name="Values">Further metrics, each under its name; they reach the report without anything between knowing them.</param>
internal sealed record MemoryMessage(MemoryStatistics Memory, double RunMs, MetricValue[]? Values = null) : ChildMessage;

/// <summary>The answer to <see cref="ChildJob.Latency"/>, after the last <see cref="RoundsMessage"/>.</summary>
/// <param name="End">Why the rounds ended.</param>
/// <param name="RunMs">Time that warm-ups and rounds took.</param>
/// <param name="Values">Further metrics, as in <see cref="MemoryMessage"/>.</param>
internal sealed record LatencyMessage(StopDecision End, double RunMs, MetricValue[]? Values = null) : ChildMessage;

/// <summary>The answer to <see cref="ChildJob.Calibrate"/>.</summary>
/// <param name="SamplesMs">Times of the reference's runs, in order.</param>
internal sealed record CalibrationMessage(double[] SamplesMs) : ChildMessage;

/// <summary>The process gives up.</summary>
/// <param name="Kind">The way it failed.</param>
/// <param name="Message">What happened, for people.</param>
internal sealed record FailedMessage(FailureKind Kind, string Message) : ChildMessage;
