namespace Lts.Serving.Client;

/// <summary>Why a connection did not come about, in words.</summary>
public static class ConnectionFailure
{
    /// <summary>The innermost message, as one sentence without its stop; what a library says about its own insides is translated.</summary>
    /// <param name="exception">What the call failed with.</param>
    public static string Describe(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var cause = exception.GetBaseException();

        // TLS 1.3 refuses a client's certificate, or its absence, only after the handshake; the stream is then gone in the middle of the call.
        return cause is ObjectDisposedException ? "the other side closed the connection after the handshake" : cause.Message.TrimEnd('.', ' ', '\n');
    }
}
