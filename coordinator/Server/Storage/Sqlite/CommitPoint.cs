namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>How far a database has come.</summary>
/// <param name="Number">Transactions committed since it counts them.</param>
/// <param name="Time">When the last of them was, by the wall clock.</param>
internal readonly record struct CommitPoint(long Number, DateTimeOffset Time);
