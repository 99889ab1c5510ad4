namespace Grpc.Core;

/// <summary>Secures a channel.</summary>
public abstract class ChannelCredentials
{
    /// <summary>Plain text.</summary>
    public static ChannelCredentials Insecure { get; } = new InsecureCredentials();

    /// <summary>TLS with the system's certificates.</summary>
    public static ChannelCredentials SecureSsl { get; } = new TlsCredentials();

    /// <summary>A secure channel whose calls all carry these credentials.</summary>
    /// <exception cref="ArgumentException">The channel is not a secure one: its calls would send the credentials in plain text.</exception>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        ArgumentNullException.ThrowIfNull(channelCredentials);
        ArgumentNullException.ThrowIfNull(callCredentials);
        return channelCredentials is TlsCredentials
            ? new CompositeCredentials(channelCredentials, callCredentials)
            : throw new ArgumentException("Call credentials need a TLS channel below them.", nameof(channelCredentials));
    }

    /// <summary>Tells a client library what these credentials are.</summary>
    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state);

    private sealed class InsecureCredentials : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetInsecureCredentials(state);
    }

    private sealed class TlsCredentials : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetSslCredentials(state, null, null, null);
    }

    private sealed class CompositeCredentials(ChannelCredentials channel, CallCredentials call) : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetCompositeCredentials(state, channel, call);
    }
}
