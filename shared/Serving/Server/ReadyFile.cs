using System.Text;
using Lts.Hosting;

namespace Lts.Serving.Server;

/// <summary>Tells scripts where a server listens, as soon as it does.</summary>
public static class ReadyFile
{
    /// <summary>Writes the address whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="address">Where the server listens.</param>
    /// <exception cref="UserErrorException"><see cref="ExitCode.Storage"/>: the file cannot be written.</exception>
    public static void Write(string path, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var line = Encoding.UTF8.GetBytes(address.GetLeftPart(UriPartial.Authority) + "\n");
        AtomicFile.Write(path, stream => stream.Write(line), $"--ready-file {path}");
    }
}
