namespace Lts.Hosting.Serving;

/// <summary>Tells scripts where a server listens, as soon as it does.</summary>
public static class ReadyFile
{
    /// <summary>Writes the address whole or not at all.</summary>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public static void Write(string path, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        try
        {
            string temporary = path + ".new";
            File.WriteAllText(temporary, address.GetLeftPart(UriPartial.Authority) + "\n");
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"--ready-file {path} cannot be written: {e.Message}", ExitCode.Storage, e);
        }
    }
}
