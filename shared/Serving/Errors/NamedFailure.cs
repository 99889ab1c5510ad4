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

    /// <summary>
    /// An input that cannot be used. One error names its field, so it is told in its own words; several are told under what they are of.
    /// </summary>
    /// <param name="errors">The input's errors, at least one.</param>
    /// <param name="exception">Its message says what the errors are of, and all of them.</param>
    public static NamedFailure OfInput(IReadOnlyList<string> errors, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(exception);
        return new NamedFailure(StatusCode.InvalidArgument, errors.Count == 1 ? errors[0] : exception.Message);
    }
}
