using Lts.Domain.Candidates;

namespace Lts.Coordinator.Storage;

/// <summary>One hand-out of a candidate as it is stored.</summary>
/// <param name="Id">Names the candidate, and which of its hand-outs this is.</param>
/// <param name="DeviceName">Who got it.</param>
/// <param name="State">What became of it.</param>
/// <param name="StartTime">When it was handed out.</param>
/// <param name="IsRecheck">Whether the candidate had an outcome already.</param>
internal sealed record AttemptRow(AttemptId Id, string DeviceName, AttemptState State, DateTimeOffset StartTime, bool IsRecheck = false);
