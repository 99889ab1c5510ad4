using System.Text;
using Lts.Domain.Architectures;
using Lts.Hosting;

namespace Lts.Cli.Files;

/// <summary>Reads files that users name, with a limit of size and one clear message for each way to fail.</summary>
internal static class InputFile
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    private const int MaxArchitectureBytes = 1 << 20;

    /// <summary>A whole file as UTF-8 text.</summary>
    /// <exception cref="UserErrorException">It is missing, unreadable, too large or not text.</exception>
    public static string ReadText(string path, int maxBytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(ReadBytes(path, maxBytes)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new UserErrorException($"{path} is not UTF-8 text.", ExitCode.Usage);
        }
    }

    /// <summary>An architecture file, in Archai's fields.</summary>
    /// <exception cref="UserErrorException">It is missing, unreadable, too large or not text.</exception>
    /// <exception cref="Domain.ValidationException">It is not an architecture.</exception>
    public static Architecture ReadArchitecture(string path) =>
        ArchitectureJson.Parse(Encoding.UTF8.GetBytes(ReadText(path, MaxArchitectureBytes)), path);

    private static byte[] ReadBytes(string path, int maxBytes)
    {
        try
        {
            using var stream = path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
            using var buffer = new MemoryStream();
            var chunk = new byte[64 << 10];
            for (int read; (read = stream.Read(chunk)) > 0;)
            {
                buffer.Write(chunk, 0, read);
                if (buffer.Length > maxBytes)
                {
                    throw new UserErrorException(
                        $"{path} is larger than {maxBytes >> 20} MiB, which is the most that such a file may have.", ExitCode.Usage);
                }
            }

            return buffer.ToArray();
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e) || e is ArgumentException) // A name that no file can have.
        {
            throw UnreadableFile.Explain(path, e);
        }
    }
}
