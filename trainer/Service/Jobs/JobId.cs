using System.Buffers;

namespace Lts.Trainer.Service.Jobs;

/// <summary>A client's name for a job, which also names its folder: nothing in it can mean another place.</summary>
internal static class JobId
{
    /// <summary>Characters, at most.</summary>
    public const int Longest = 64;

    /// <summary>What an id must be, for messages.</summary>
    public const string Rule = "job_id must be 1 to 64 of a-z, 0-9 and -";

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether a text is an id.</summary>
    public static bool IsValid(string text) => text.Length is > 0 and <= Longest && !text.AsSpan().ContainsAnyExcept(Allowed);
}
