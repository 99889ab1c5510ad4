using Lts.Hosting;

namespace Lts.Serving.Client;

/// <summary>Where the coordinator listens, for the programs that call it.</summary>
public static class CoordinatorAddress
{
    /// <summary>What <c>lts serve</c> listens on when it is told nothing.</summary>
    public const string Default = "http://127.0.0.1:5210";

    /// <summary>Names the environment variable that replaces <see cref="Default"/>.</summary>
    public const string EnvironmentVariable = "LTS_COORDINATOR";

    /// <summary>The address of whoever names none: the environment variable's, else <see cref="Default"/>.</summary>
    public static string Standard =>
        Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } address ? address : Default;

    /// <summary>Reads <c>http://host:port</c>, <c>https://host:port</c> or <c>host:port</c>.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <exception cref="UserErrorException"><see cref="ExitCode.Usage"/>: it is none of these.</exception>
    public static Uri Parse(string text) => ServerAddress.TryParse(text)
        ?? throw new UserErrorException($"{text} is not a coordinator's address; write it like {Default}.", ExitCode.Usage);
}
