using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lts.Hosting;

namespace Lts.Serving;

/// <summary>Reads certificates and keys in PEM, with one message for each way to fail.</summary>
internal static class PemFiles
{
    /// <summary>Reads a certificate with its private key, for a server or a client.</summary>
    /// <param name="certificateOption">The option that named the certificate, for the message.</param>
    /// <param name="certificate">The certificate's file.</param>
    /// <param name="keyOption">The option that named the key, for the message.</param>
    /// <param name="key">The key's file.</param>
    /// <exception cref="UserErrorException">A file cannot be read, or the two do not fit together.</exception>
    public static X509Certificate2 ReadPair(string certificateOption, string certificate, string keyOption, string key) =>
        Read($"{certificateOption} {certificate}, {keyOption} {key}", () =>
        {
            var pair = X509Certificate2.CreateFromPemFile(certificate, key);
            if (!OperatingSystem.IsWindows())
            {
                return pair;
            }

            // Windows does TLS only with keys that it has stored: take it through the form that it imports.
            using (pair)
            {
                return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
            }
        });

    /// <summary>Reads something from a file.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="what">Begins the message: the option and the file.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="UserErrorException">The file cannot be read, or holds something else.</exception>
    public static T Read<T>(string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new UserErrorException($"{what}: {e.Message}", ExitCode.Usage, e);
        }
    }
}
