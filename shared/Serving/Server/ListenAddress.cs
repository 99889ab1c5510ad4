using System.Globalization;
using System.Net;
using Lts.Hosting;

namespace Lts.Serving.Server;

/// <summary>An address and port to listen on; port 0 takes any free one.</summary>
/// <param name="EndPoint">Address and port.</param>
public sealed record ListenAddress(IPEndPoint EndPoint)
{
    /// <summary>This machine only.</summary>
    /// <param name="port">From 0, which takes any free one, to 65,535.</param>
    public static ListenAddress OnThisMachine(int port) => new(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(EndPoint.Address);

    /// <summary>Reads <c>ADDRESS:PORT</c>, where the address may be an IP address, <c>localhost</c> or <c>*</c>.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <exception cref="UserErrorException"><see cref="ExitCode.Usage"/>: it is not such an address.</exception>
    public static ListenAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? text : text[..colon];
        var address = host switch
        {
            "localhost" => IPAddress.Loopback,
            "*" => IPAddress.Any,
            _ => IPAddress.TryParse(host.Trim('[', ']'), out var parsed) ? parsed : null,
        };
        return colon >= 0 && address is not null
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new ListenAddress(new IPEndPoint(address, port))
            : throw new UserErrorException(Refusal(text), ExitCode.Usage);
    }

    private static string Refusal(string text)
    {
        const string Form = "Write an IP address and a port, as in 127.0.0.1:5210, or *:5210 for every network of this machine";
        return text.Contains("://", StringComparison.Ordinal)
            ? $"--listen {text} is a URL. {Form}; --certificate and --key make it https."
            : $"--listen {text} is not an address with a port. {Form}.";
    }
}
