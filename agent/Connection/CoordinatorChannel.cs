using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
    /// <param name="caFile">Certificates in PEM that alone vouch for the coordinator; <see langword="null"/> for the system's.</param>
    /// <exception cref="UserErrorException">The certificates cannot be read.</exception>
    public static GrpcChannel Create(Uri coordinator, string? caFile)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingDelay = PingDelay,
            KeepAlivePingTimeout = PingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            // A proxy between programs of one network is a misconfiguration that shows as an odd failure.
            UseProxy = false,
        };
        if (caFile is not null)
        {
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnly(caFile) };
        }

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

    private static X509ChainPolicy TrustOnly(string caFile)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // A certificate authority of one's own rarely publishes revocations.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(caFile);
        }
        catch (Exception e) when (e is CryptographicException || DurableFile.IsDiskFault(e))
        {
            throw new UserErrorException($"--ca '{caFile}' cannot be read as certificates in PEM: {e.Message}", ExitCode.Usage, e);
        }

        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new UserErrorException($"--ca '{caFile}' holds no certificate in PEM.", ExitCode.Usage);
    }
}
