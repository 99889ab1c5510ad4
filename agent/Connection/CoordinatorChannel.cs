using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;
using Lts.Hosting;
using Lts.Serving.Client;

namespace Lts.Agent.Connection;

/// <summary>Opens gRPC channels to a coordinator.</summary>
internal static class CoordinatorChannel
{
    private static readonly ChannelSettings Settings = new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PingDelay = TimeSpan.FromSeconds(10),
        PingsWhenIdle = false,
        LargestResponseBytes = 64 << 20, // leases carry small graphs inline; larger ones come in chunks
    };

    private static readonly string[] PrivateSuffixes = [".local", ".lan", ".internal", ".home.arpa", ".localdomain"];

    /// <summary>Opens a channel. It connects when it is first used.</summary>
    /// <param name="coordinator">An http or https address.</param>
    /// <param name="tls">For an https address.</param>
    /// <exception cref="UserErrorException">The certificates cannot be read.</exception>
    public static GrpcChannel Create(Uri coordinator, ClientTls tls) => ClientChannel.Open(coordinator, tls, Settings);

    /// <summary>Whether what is sent there can be read on the way: plain http, and not to this machine or a private network.</summary>
    /// <param name="coordinator">An http or https address.</param>
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
