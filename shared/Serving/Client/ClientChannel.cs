using System.Net.Security;
using Grpc.Net.Client;
using Lts.Hosting;

namespace Lts.Serving.Client;

/// <summary>Opens gRPC channels to servers of ours.</summary>
public static class ClientChannel
{
    /// <summary>Opens a channel. It connects when it is first used.</summary>
    /// <param name="server">An http or https address.</param>
    /// <param name="tls">For an https address; not looked at for http.</param>
    /// <param name="settings">How the connection is kept.</param>
    /// <exception cref="UserErrorException">The certificates cannot be read.</exception>
    public static GrpcChannel Open(Uri server, ClientTls tls, ChannelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(tls);
        ArgumentNullException.ThrowIfNull(settings);
        return GrpcChannel.ForAddress(server, new GrpcChannelOptions
        {
            DisposeHttpClient = true,
            MaxReceiveMessageSize = settings.LargestResponseBytes,
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = settings.ConnectTimeout,
                KeepAlivePingDelay = settings.PingDelay,
                KeepAlivePingTimeout = settings.PingTimeout,
                KeepAlivePingPolicy = settings.PingsWhenIdle ? HttpKeepAlivePingPolicy.Always : HttpKeepAlivePingPolicy.WithActiveRequests,
                EnableMultipleHttp2Connections = settings.HasManyStreams,
                // A proxy between programs of one network is a misconfiguration that shows as an odd failure.
                UseProxy = false,
                SslOptions = server.Scheme == Uri.UriSchemeHttps ? tls.Load() : new SslClientAuthenticationOptions(),
            },
        });
    }
}
