using Lts.Coordinator.Fleet;
using Lts.Coordinator.Studies;
using Lts.Serving.Client;
using Lts.Serving.Server;

namespace Lts.Coordinator.Serving;

/// <summary>How to serve; already validated.</summary>
public sealed record ServeOptions
{
    /// <summary>The port of <see cref="Listen"/> unless it says another.</summary>
    public const int DefaultPort = 5210;

    /// <summary>The share of results that are measured again unless somebody wants another.</summary>
    public const double DefaultRecheckShare = FleetOptions.DefaultRecheckShare;

    /// <summary>Where to listen. Default 127.0.0.1:5210.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.OnThisMachine(DefaultPort);

    /// <summary>Where the database is.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Without a heartbeat for this long a device loses its leases. Default 30 s; at least two heartbeats.</summary>
    public TimeSpan LeaseTimeout
    {
        get => Fleet.LeaseTimeout;
        init => Fleet = Fleet with { LeaseTimeout = value };
    }

    /// <summary>How often agents are asked to send a heartbeat. Default 5 s.</summary>
    public TimeSpan HeartbeatInterval
    {
        get => Fleet.HeartbeatInterval;
        init => Fleet = Fleet with { HeartbeatInterval = value };
    }

    /// <summary>Whether to go on with a database that lacks commits which were acknowledged. Default: refuse.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>So many studies that have ended are kept, those that ended last. Default: all.</summary>
    public int? KeepStudies { get; init; }

    /// <summary>Studies are kept for this long after their end. Default: for ever.</summary>
    public TimeSpan? KeepFor { get; init; }

    /// <summary>Which studies are kept.</summary>
    internal Retention Retention => new(KeepStudies, KeepFor);

    /// <summary>The share of results that are measured again, from 0 (none) to 1. Default 0.05.</summary>
    public double RecheckShare
    {
        get => Fleet.RecheckShare;
        init => Fleet = Fleet with { RecheckShare = value };
    }

    /// <summary>All times of leases, and the share of checks.</summary>
    internal FleetOptions Fleet { get; init; } = new();

    /// <summary>Certificates; <see langword="null"/> for plain HTTP/2.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>The trainer of those who name none; <see langword="null"/> for none.</summary>
    public string? Trainer { get; init; }

    /// <summary>For trainers with https.</summary>
    public ClientTls TrainerTls { get; init; } = ClientTls.None;
}
