using Lts.Hosting;

namespace Lts.Cli.Client;

/// <summary>Where the coordinator listens.</summary>
internal static class CoordinatorAddress
{
    /// <summary>What <c>lts serve</c> listens on when it is told nothing.</summary>
    public const string Default = "http://127.0.0.1:5210";

    /// <summary>Names the environment variable that replaces <see cref="Default"/>.</summary>
    public const string EnvironmentVariable = "LTS_COORDINATOR";

    /// <summary>Reads <c>http://host:port</c>, <c>https://host:port</c> or <c>host:port</c>.</summary>
    /// <exception cref="UserErrorException">It is none of these.</exception>
    public static Uri Parse(string text)
    {
        var full = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(full, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/"
            ? address
            : throw new UserErrorException($"{text} is not a coordinator's address; write it like {Default}.", ExitCode.Usage);
    }
}
