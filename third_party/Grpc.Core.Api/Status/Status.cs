namespace Grpc.Core;

/// <summary>How a call ended, and why.</summary>
public readonly struct Status : IEquatable<Status>
{
    /// <summary>OK.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, string.Empty);

    /// <summary>Cancelled.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, string.Empty);

    /// <summary>A status as it travels.</summary>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>A status with a cause that stays on this side.</summary>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    /// <summary>How the call ended.</summary>
    public StatusCode StatusCode { get; }

    /// <summary>Why, in words.</summary>
    public string Detail { get; }

    /// <summary>The local cause; never sent.</summary>
    public Exception? DebugException { get; }

    /// <summary>Whether code, words and cause are the same.</summary>
    public static bool operator ==(Status left, Status right) => left.Equals(right);

    /// <summary>Whether code, words or cause differ.</summary>
    public static bool operator !=(Status left, Status right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Status other) =>
        StatusCode == other.StatusCode && Detail == other.Detail && Equals(DebugException, other.DebugException);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Status other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(StatusCode, Detail, DebugException);

    /// <inheritdoc/>
    public override string ToString() => DebugException is null
        ? $"{StatusCode}: {Detail}"
        : $"{StatusCode}: {Detail} ({DebugException.GetType().Name}: {DebugException.Message})";
}
