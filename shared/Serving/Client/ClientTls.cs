using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Lts.Hosting;

namespace Lts.Serving.Client;

/// <summary>The files by which a client of gRPC trusts a server, and shows who it is.</summary>
/// <param name="Authority">Certificates in PEM that alone vouch for the server; <see langword="null"/> for the system's.</param>
/// <param name="Certificate">The client's own certificate in PEM; <see langword="null"/> shows none.</param>
/// <param name="Key">Its private key in PEM.</param>
public sealed record ClientTls(string? Authority, string? Certificate, string? Key)
{
    /// <summary>The option that names <see cref="Authority"/>, in every program.</summary>
    public const string AuthorityOption = "--ca";

    /// <summary>The option that names <see cref="Certificate"/>.</summary>
    public const string CertificateOption = "--client-certificate";

    /// <summary>The option that names <see cref="Key"/>.</summary>
    public const string KeyOption = "--client-key";

    /// <summary>The system's trust, and no certificate.</summary>
    public static ClientTls None { get; } = new(null, null, null);

    /// <summary>What cannot work with this server; empty when all is well. Reads no file.</summary>
    /// <param name="server">The server's address.</param>
    /// <returns>One message an error, each naming its option.</returns>
    public IReadOnlyList<string> Errors(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var errors = new List<string>();
        if (this != None && server.Scheme != Uri.UriSchemeHttps)
        {
            errors.Add($"{(Authority is null ? CertificateOption : AuthorityOption)}: '{server.OriginalString}' is plain http, where no certificate "
                + "is checked. Use https.");
        }

        if (Certificate is null != Key is null)
        {
            errors.Add($"{CertificateOption} and {KeyOption} go together, each a PEM file.");
        }

        return errors;
    }

    /// <summary>Reads the files.</summary>
    /// <exception cref="UserErrorException">A file cannot be read or holds something else; the message names it.</exception>
    public SslClientAuthenticationOptions Load() => new()
    {
        CertificateChainPolicy = Authority is null ? null : TrustOnly(Authority),
        ClientCertificates = Certificate is null || Key is null ? null : [PemFiles.ReadPair(CertificateOption, Certificate, KeyOption, Key)],
    };

    private static X509ChainPolicy TrustOnly(string authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // A certificate authority of one's own rarely publishes revocations.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        PemFiles.Read($"{AuthorityOption} '{authority}' cannot be read as certificates in PEM", () =>
        {
            policy.CustomTrustStore.ImportFromPemFile(authority);
            return policy;
        });

        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new UserErrorException($"{AuthorityOption} '{authority}' holds no certificate in PEM.", ExitCode.Usage);
    }
}
