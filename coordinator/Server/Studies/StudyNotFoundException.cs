namespace Lts.Coordinator.Studies;

/// <summary>No study has this id or name.</summary>
/// <param name="idOrName">What was asked for.</param>
internal sealed class StudyNotFoundException(string idOrName) : Exception(
    $"There is no study '{idOrName}'. 'lts study list' shows them all.");
