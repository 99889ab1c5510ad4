using Lts.Domain;

namespace Lts.Agent.Measurement.Storage;

/// <summary>What weight pools may take of a device's disk. Pools in use stay, whatever the limits say.</summary>
internal sealed record PoolLimits
{
    /// <summary>Most pools that are kept. Default 8: a coordinator's studies have one seed as a rule.</summary>
    public int MostPools { get; init; } = 8;

    /// <summary>
    /// Bytes of all pools together, beyond which the others go; a single larger one is made where the disk takes it. Default 8 GiB.
    /// </summary>
    public long MostBytes { get; init; } = 8L << 30;

    /// <summary>Free space of the disk that is left alone, in bytes. Default <see cref="Limits.FreeDiskBytes"/>.</summary>
    public long FloorBytes { get; init; } = Limits.FreeDiskBytes;
}
