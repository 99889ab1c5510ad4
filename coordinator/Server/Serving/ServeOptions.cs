using Lts.Coordinator.Fleet;

namespace Lts.Coordinator.Serving;

/// <summary>How to serve; already validated.</summary>
internal sealed record ServeOptions
{
    /// <summary>Where to listen. Default 127.0.0.1:5210.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.Default;

    /// <summary>Where the database is.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Times of leases.</summary>
    public FleetOptions Fleet { get; init; } = new();

    /// <summary>Certificates; <see langword="null"/> for plain HTTP/2.</summary>
    public TlsOptions? Tls { get; init; }
}
