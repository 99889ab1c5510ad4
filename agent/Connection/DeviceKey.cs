using System.Security.Cryptography;
using Lts.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Agent.Connection;

/// <summary>The random key of a data directory, made once.</summary>
internal static class DeviceKey
{
    private const int Bytes = 16;

    /// <summary>Reads the key, or makes it.</summary>
    /// <param name="dataDirectory">An existing directory, locked by this process.</param>
    /// <param name="log">Told when an unreadable key was replaced.</param>
    public static string ReadOrCreate(string dataDirectory, ILogger log)
    {
        var file = Path.Combine(dataDirectory, "device.key");
        if (File.Exists(file))
        {
            var key = File.ReadAllText(file).Trim();
            if (key.Length == 2 * Bytes && key.All(char.IsAsciiHexDigitLower))
            {
                return key;
            }

            ConnectionLog.KeyReplaced(log, file);
        }

        var made = RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true);
        DurableFile.Write(file, System.Text.Encoding.ASCII.GetBytes(made + "\n"));
        return made;
    }
}
