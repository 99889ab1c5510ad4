namespace Lts.Hosting;

/// <summary>Exit codes that the three programs share; README.md lists them for users.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>Something failed that no other code names.</summary>
    public const int Failure = 1;

    /// <summary>Bad arguments, or a bad input file; a file where a folder is wanted, or the other way round.</summary>
    public const int Usage = 2;

    /// <summary>The other side cannot be reached, or refuses.</summary>
    public const int Unavailable = 3;

    /// <summary>No such study, device or file.</summary>
    public const int NotFound = 4;

    /// <summary>The name, port, directory or state is already taken.</summary>
    public const int Conflict = 5;

    /// <summary>The study or measurement ended without the result asked for.</summary>
    public const int Incomplete = 6;

    /// <summary>A disk is full, or a database or file that is there cannot be read or written, for want of permission too.</summary>
    public const int Storage = 7;

    /// <summary>Ctrl-C.</summary>
    public const int Cancelled = 130;
}
