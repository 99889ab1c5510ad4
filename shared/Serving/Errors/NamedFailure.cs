using Grpc.Core;

namespace Lts.Serving.Errors;

/// <summary>What the other side is told of a failure.</summary>
/// <param name="Code">What a client decides by, for example whether to try again.</param>
/// <param name="Message">What happened and what to do.</param>
/// <param name="Cause">Who failed, where that is not the server itself: a value of <see cref="CauseTrailer"/>.</param>
public sealed record NamedFailure(StatusCode Code, string Message, string? Cause = null)
{
    /// <summary>A failure that is told in its exception's own words.</summary>
    /// <param name="code">What a client decides by.</param>
    /// <param name="exception">Its message is what the other side reads.</param>
    public static NamedFailure Of(StatusCode code, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new NamedFailure(code, exception.Message);
    }
}
