namespace Lts.Coordinator.Studies;

/// <summary>The search proposes something else than it did before the restart.</summary>
/// <param name="index">The first candidate that differs.</param>
/// <param name="detail">How it differs, to stand in brackets.</param>
internal sealed class ReplayMismatchException(int index, string detail) : Exception(
    $"Candidate {index} differs from what the search proposes now ({detail}): the study was begun by another version of lts. "
    + "Its results are kept; go on with that version, or create a new study.");
