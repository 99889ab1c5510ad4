using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Lts.Tests.Coordinator.Support;

/// <summary>An address of this machine that is not the loopback's: who connects to it looks like another machine.</summary>
internal static class OutsideAddress
{
    /// <summary>Null where this machine is on no network.</summary>
    public static IPAddress? Value { get; } = NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(address => address.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
}
