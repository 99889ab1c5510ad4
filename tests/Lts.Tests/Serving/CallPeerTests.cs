using System.Net;
using Lts.Serving.Server;

namespace Lts.Tests.Serving;

public sealed class CallPeerTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("::1", "::1", true)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1", true)]
    [InlineData("127.8.8.8", "127.8.8.8", true)]
    [InlineData("192.0.2.7", "192.0.2.7", false)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", false)]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", false)]
    [InlineData("2001:db8:1:2::9", "2001:db8:1:2::/64", false)]
    public void Address_IsCountedByMachine_AndKnownForLoopback(string address, string counted, bool isThisMachine)
    {
        var peer = CallPeer.Of(IPAddress.Parse(address), hasCertificate: false);

        Assert.Equal(counted, peer.Address);
        Assert.Equal(isThisMachine, peer.IsThisMachine);
    }

    [Fact]
    public void ConnectionWithoutAnAddress_IsNobodys() => Assert.False(CallPeer.Of(null, hasCertificate: false).IsThisMachine);
}
