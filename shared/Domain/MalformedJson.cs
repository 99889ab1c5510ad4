using System.Text.Json;

namespace Lts.Domain;

/// <summary>Why a text is not JSON, and where, in words for the people who wrote it.</summary>
public static class MalformedJson
{
    private const string NothingThere = "The input does not contain any JSON tokens";

    /// <summary>What System.Text.Json's messages end with; lines and bytes are counted from 0 there.</summary>
    private static readonly string[] PlaceMarks = [" Path: ", " LineNumber: "];

    /// <summary>The place and the reason, as in <c>line 2, column 7: '}' is an invalid start of a value.</c></summary>
    /// <param name="error">As System.Text.Json threw it.</param>
    public static string Describe(JsonException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error is { LineNumber: { } line, BytePositionInLine: { } column } && !IsEmpty(error)
            ? $"line {line + 1}, column {column + 1}: {Reason(error)}"
            : Reason(error);
    }

    /// <summary>The reason alone, for whoever names the place.</summary>
    /// <param name="error">As System.Text.Json threw it.</param>
    public static string Reason(JsonException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (IsEmpty(error))
        {
            return "it is empty.";
        }

        var message = error.Message;
        foreach (var mark in PlaceMarks)
        {
            message = message.Split(mark)[0];
        }

        return message.TrimEnd('.', ' ') + ".";
    }

    private static bool IsEmpty(JsonException error) => error.Message.StartsWith(NothingThere, StringComparison.Ordinal);
}
