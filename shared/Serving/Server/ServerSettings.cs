using Lts.Serving.Errors;

namespace Lts.Serving.Server;

/// <summary>What tells one gRPC server of ours from another.</summary>
public sealed record ServerSettings
{
    /// <summary>Where to listen.</summary>
    public required ListenAddress Listen { get; init; }

    /// <summary>Certificates; <see langword="null"/> for plain HTTP/2.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Who should reach it at the most, for the warning about a server without TLS: <c>your devices</c>.</summary>
    public required string Peers { get; init; }

    /// <summary>The largest message that is received, in bytes.</summary>
    public required int LargestRequestBytes { get; init; }

    /// <summary>The largest message that is sent, in bytes.</summary>
    public required int LargestResponseBytes { get; init; }

    /// <summary>The failures that have a name, and the program's own.</summary>
    public required FailureTable Failures { get; init; }
}
