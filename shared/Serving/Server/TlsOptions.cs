using System.Security.Cryptography.X509Certificates;
using Lts.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Lts.Serving.Server;

/// <summary>Certificates of a server.</summary>
/// <param name="Server">Its own, with its private key.</param>
/// <param name="ClientAuthority">
/// Whoever connects must have a certificate of this authority; <see langword="null"/> lets everyone in.
/// </param>
public sealed record TlsOptions(X509Certificate2 Server, X509Certificate2? ClientAuthority)
{
    /// <summary>Reads PEM files.</summary>
    /// <param name="certificate">File of the server's certificate, or <see langword="null"/>.</param>
    /// <param name="key">File of its private key, or <see langword="null"/>.</param>
    /// <param name="clientAuthority">File of the authority whose certificates clients must have, or <see langword="null"/>.</param>
    /// <returns><see langword="null"/> when none is named.</returns>
    /// <exception cref="UserErrorException">Files are missing, do not fit together, or cannot be read.</exception>
    public static TlsOptions? Load(string? certificate, string? key, string? clientAuthority)
    {
        if (certificate is null && key is null && clientAuthority is null)
        {
            return null;
        }

        if (certificate is null || key is null)
        {
            throw new UserErrorException("TLS needs both --certificate and --key, each a PEM file.", ExitCode.Usage);
        }

        return new TlsOptions(
            PemFiles.ReadPair("--certificate", certificate, "--key", key),
            clientAuthority is null
                ? null
                : PemFiles.Read($"--client-ca {clientAuthority}", () => X509CertificateLoader.LoadCertificateFromFile(clientAuthority)));
    }

    /// <summary>Sets Kestrel up.</summary>
    /// <param name="https">What Kestrel asks for.</param>
    public void Apply(HttpsConnectionAdapterOptions https)
    {
        ArgumentNullException.ThrowIfNull(https);
        https.ServerCertificate = Server;
        if (ClientAuthority is not null)
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => IsOfAuthority(certificate);
        }
    }

    private bool IsOfAuthority(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(ClientAuthority!);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }
}
