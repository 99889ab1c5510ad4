namespace Lts.Coordinator.Storage;

/// <summary>One population of a study as it is stored.</summary>
/// <param name="StudyId">Id of the study that it belongs to.</param>
/// <param name="Ordinal">Position within the study, from 0.</param>
/// <param name="DeviceClass">The class whose devices measure it.</param>
/// <param name="Description">CPU model, threads, provider, for people.</param>
/// <param name="Summary">The last progress as JSON, written when the study ends; <see langword="null"/> before.</param>
internal sealed record TargetRow(string StudyId, int Ordinal, string DeviceClass, string Description, string? Summary = null);
