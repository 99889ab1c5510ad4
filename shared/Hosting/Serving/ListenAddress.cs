using System.Globalization;
using System.Net;

namespace Lts.Hosting.Serving;

/// <summary>An address and port to listen on; port 0 takes any free one.</summary>
/// <param name="EndPoint">Address and port.</param>
public sealed record ListenAddress(IPEndPoint EndPoint)
{
    /// <summary>This machine only.</summary>
    public static ListenAddress OnThisMachine(int port) => new(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(EndPoint.Address);

    /// <summary>Reads <c>ADDRESS:PORT</c>, where the address may be an IP address, <c>localhost</c> or <c>*</c>.</summary>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static ListenAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? text : text[..colon];
        IPAddress? address = host switch
        {
            "localhost" => IPAddress.Loopback,
            "*" => IPAddress.Any,
            _ => IPAddress.TryParse(host.Trim('[', ']'), out var parsed) ? parsed : null,
        };
        return colon >= 0 && address is not null
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? new ListenAddress(new IPEndPoint(address, port))
            : throw new UserErrorException(
                $"--listen {text} is no address: write for example 127.0.0.1:PORT, or *:PORT for every network of this machine.",
                ExitCode.Usage);
    }
}
