using System.Net;
using Grpc.Core;

namespace Lts.Serving.Server;

/// <summary>Who is at the other end of a call, as far as the connection shows it.</summary>
/// <param name="Address">What is counted by address is counted by this: an IPv4 address, or the network of an IPv6 address, of which one machine has all.</param>
/// <param name="IsThisMachine">Whether the call comes over the loopback interface.</param>
/// <param name="HasCertificate">Whether the other side showed a certificate of the authority that the server asks for.</param>
public sealed record CallPeer(string Address, bool IsThisMachine, bool HasCertificate)
{
    private const int NetworkBytes = 8; // a /64, the smallest network that is given to anybody

    /// <summary>The peer of a call.</summary>
    /// <param name="context">A call that came over a connection of Kestrel's.</param>
    public static CallPeer Of(ServerCallContext context)
    {
        // Kestrel lets nobody in whose certificate is not the authority's, and asks for none where there is no authority.
        var connection = context.GetHttpContext().Connection;
        return Of(connection.RemoteIpAddress, connection.ClientCertificate is not null);
    }

    /// <summary>The peer at an address.</summary>
    /// <param name="address">Null where the connection has none.</param>
    /// <param name="hasCertificate">Whether it showed a certificate that was accepted.</param>
    public static CallPeer Of(IPAddress? address, bool hasCertificate)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return new CallPeer(NetworkOf(plain), plain is not null && IPAddress.IsLoopback(plain), hasCertificate);
    }

    private static string NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        byte[] bytes = address.GetAddressBytes();
        if (bytes.Length <= NetworkBytes || IPAddress.IsLoopback(address))
        {
            return address.ToString();
        }

        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes) + "/64";
    }
}
