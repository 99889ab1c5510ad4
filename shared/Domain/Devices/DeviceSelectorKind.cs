namespace Lts.Domain.Devices;

/// <summary>What a selector's word is.</summary>
public enum DeviceSelectorKind
{
    /// <summary>A name, a tag or a class.</summary>
    Any = 0,

    /// <summary>A device's name.</summary>
    Name = 1,

    /// <summary>A device's tag.</summary>
    Tag = 2,

    /// <summary>A device class.</summary>
    Class = 3,
}
