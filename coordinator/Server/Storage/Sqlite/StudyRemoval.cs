namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>
/// Deletes studies: first a mark, which makes a study invisible and frees its name, then its rows, some at a time, its own row last. Whenever
/// the program ends in between, the mark says what is left to do.
/// </summary>
internal static class StudyRemoval
{
    /// <summary>The state in the database of a study that is deleted; it has no other meaning, and leaves this room never.</summary>
    public const int Deleted = 5;

    /// <summary>Candidates have samples of tens of KiB.</summary>
    private const int CandidatesAtOnce = 200;

    private const int AttemptsAtOnce = 1_000;

    /// <summary>Marks a study.</summary>
    public static void Mark(Statements statements, string studyId) => statements.Execute(
        "UPDATE studies SET state = $2, name = id || ' (deleted)' WHERE id = $1", studyId, (long)Deleted);

    /// <summary>Removes some rows of marked studies.</summary>
    /// <returns>Whether there may be more.</returns>
    public static bool RemoveSome(Statements statements)
    {
        // CROSS JOIN keeps SQLite from reading every attempt, or candidate, there is to find its study.
        int removed = statements.Execute(
            """
            DELETE FROM attempts WHERE (study_id, target, position, number) IN (
                SELECT a.study_id, a.target, a.position, a.number FROM studies s CROSS JOIN attempts a ON a.study_id = s.id
                WHERE s.state = $1 LIMIT $2)
            """,
            (long)Deleted, (long)AttemptsAtOnce);
        removed += statements.Execute(
            """
            DELETE FROM candidates WHERE rowid IN (
                SELECT c.rowid FROM studies s CROSS JOIN candidates c ON c.study_id = s.id WHERE s.state = $1 LIMIT $2)
            """,
            (long)Deleted, (long)CandidatesAtOnce);
        removed += statements.Execute(
            """
            DELETE FROM rechecks WHERE rowid IN (
                SELECT r.rowid FROM studies s CROSS JOIN rechecks r ON r.study_id = s.id WHERE s.state = $1 LIMIT $2)
            """,
            (long)Deleted, (long)CandidatesAtOnce);
        removed += statements.Execute(
            """
            DELETE FROM told WHERE rowid IN (
                SELECT t.rowid FROM studies s CROSS JOIN told t ON t.study_id = s.id WHERE s.state = $1 LIMIT $2)
            """,
            (long)Deleted, (long)AttemptsAtOnce);
        if (removed > 0)
        {
            return true;
        }

        statements.Execute("DELETE FROM targets WHERE study_id IN (SELECT id FROM studies WHERE state = $1)", (long)Deleted);
        statements.Execute("DELETE FROM studies WHERE state = $1", (long)Deleted);
        return false;
    }
}
