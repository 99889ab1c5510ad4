namespace Lts.Search;

/// <summary>No architecture of the space meets the constraints, or so few that none was found.</summary>
public sealed class SearchSpaceExhaustedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SearchSpaceExhaustedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was looked for and what to widen.</param>
    public SearchSpaceExhaustedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was looked for and what to widen.</param>
    /// <param name="innerException">What led to it.</param>
    public SearchSpaceExhaustedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
