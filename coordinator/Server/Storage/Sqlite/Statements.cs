using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>The statements of one connection, prepared once and reused. Parameters are <c>$1</c>, <c>$2</c>, … Not thread-safe.</summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">The statement; one constant string per call site.</param>
    /// <param name="values">Its parameters in order: <see cref="long"/>, <see cref="string"/>, byte[] or null.</param>
    /// <returns>Number of rows changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Prepare(sql, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command.ExecuteNonQuery();
    }

    /// <summary>Frees the prepared statements; the connection stays open.</summary>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }

    private SqliteCommand Prepare(string sql, int parameterCount)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = new SqliteCommand(sql, connection);
            for (int i = 1; i <= parameterCount; i++)
            {
                command.Parameters.Add(new SqliteParameter("$" + i.ToString(CultureInfo.InvariantCulture), DBNull.Value));
            }

            _commands.Add(sql, command);
        }

        return command;
    }
}
