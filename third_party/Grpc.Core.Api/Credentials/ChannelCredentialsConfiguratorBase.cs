namespace Grpc.Core;

/// <summary>A client library's answer to "what are these channel credentials?".</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>They are plain text.</summary>
    public abstract void SetInsecureCredentials(object state);

    /// <summary>They are TLS.</summary>
    public abstract void SetSslCredentials(
        object state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback);

    /// <summary>They are a channel's and a call's together.</summary>
    public abstract void SetCompositeCredentials(object state, ChannelCredentials channelCredentials, CallCredentials callCredentials);
}

/// <summary>A client certificate. Only named in signatures here.</summary>
public sealed class KeyCertificatePair
{
    internal KeyCertificatePair()
    {
    }
}

/// <summary>Decides whether a server is trusted. Only named in signatures here.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);

/// <summary>The server that a <see cref="VerifyPeerCallback"/> is asked about. Only named in signatures here.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext()
    {
    }
}
