using System.Net;
using Lts.Domain;
using Lts.Serving.Server;
using Microsoft.AspNetCore.Connections;

namespace Lts.Serving.Quotas;

/// <summary>Closes connections of an address that has too many, before a byte of them is read. This machine's own are held to Kestrel's total only.</summary>
internal sealed class ConnectionQuota
{
    private readonly CountLimit _connections = new(Limits.ConnectionsPerAddress, int.MaxValue);

    /// <summary>The part of Kestrel's pipeline that does it.</summary>
    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        var peer = CallPeer.Of((connection.RemoteEndPoint as IPEndPoint)?.Address, hasCertificate: false);
        using var entry = _connections.TryEnter(peer.Address, countsInAllOnly: peer.IsThisMachine);
        if (entry is null)
        {
            connection.Abort();
            return;
        }

        await next(connection);
    };
}
