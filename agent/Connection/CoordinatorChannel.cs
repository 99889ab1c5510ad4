using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;
using Lts.Hosting;

namespace Lts.Agent.Connection;

/// <summary>Opens gRPC channels to a coordinator.</summary>
internal static class CoordinatorChannel
{
    // Leases carry small graphs inline; larger ones come in chunks.
    private const int MaxReceiveBytes = 64 << 20;

    // A dead peer (power cut, pulled cable) is noticed after at most the sum of the two.
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Opens a channel. Connects when first used.</summary>
    /// <param name="coordinator">An http or https address.</param>
    /// <param name="tls">For an https address.</param>
    /// <exception cref="UserErrorException">The certificates cannot be read.</exception>
    public static GrpcChannel Create(Uri coordinator, ClientTls tls)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingDelay = PingDelay,
            KeepAlivePingTimeout = PingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            // A proxy between programs of one network is a misconfiguration that shows as an odd failure.
            UseProxy = false,
            SslOptions = tls.Load(),
        };

        return GrpcChannel.ForAddress(coordinator, new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxReceiveBytes,
            MaxSendMessageSize = null,
        });
    }

    /// <summary>Whether what is sent there can be read on the way: plain http, and not to this machine or a private network.</summary>
    /// <remarks>A name is taken as private when it has one label, or ends as names of local networks do.</remarks>
    public static bool IsExposed(Uri coordinator)
    {
        if (coordinator.Scheme != Uri.UriSchemeHttp || coordinator.IsLoopback)
        {
            return false;
        }

        var host = coordinator.DnsSafeHost;
        return IPAddress.TryParse(host, out var address)
            ? !IsPrivate(address)
            : host.Contains('.') && !PrivateSuffixes.Any(s => host.EndsWith(s, StringComparison.OrdinalIgnoreCase));
    }

    private static readonly string[] PrivateSuffixes = [".local", ".lan", ".internal", ".home.arpa", ".localdomain"];

    private static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
        }

        // RFC 1918, loopback and link-local; 100.64.0.0/10 is RFC 6598, which overlay networks use.
        var b = address.GetAddressBytes();
        return b[0] is 10 or 127
            || (b[0] == 172 && b[1] is >= 16 and < 32)
            || (b[0] == 192 && b[1] == 168)
            || (b[0] == 169 && b[1] == 254)
            || (b[0] == 100 && b[1] is >= 64 and < 128);
    }
}
