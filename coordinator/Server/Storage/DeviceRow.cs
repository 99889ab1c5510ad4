namespace Lts.Coordinator.Storage;

/// <summary>A device as it is stored.</summary>
/// <param name="Name">The key of the table: no two devices share a name.</param>
/// <param name="Key">The secret that its agent made once.</param>
/// <param name="DeviceClass">Decides the targets whose candidates it may measure.</param>
/// <param name="Description">Tags, facts, settings as JSON.</param>
/// <param name="FirstSeenTime">When it first registered.</param>
/// <param name="LastSeenTime">When it was last connected, as of the last write.</param>
/// <param name="Draining">Whether somebody asked that it gets nothing new.</param>
/// <param name="Approved">Whether an operator knows it.</param>
internal sealed record DeviceRow(
    string Name,
    string Key,
    string DeviceClass,
    string Description,
    DateTimeOffset FirstSeenTime,
    DateTimeOffset LastSeenTime,
    bool Draining,
    bool Approved);
