namespace Lts.Agent.Measurement.Storage;

/// <summary>A weight pool on the disk.</summary>
/// <param name="Path">Where its file lies.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="LastUse">When a measurement last asked for it.</param>
internal sealed record KeptPool(string Path, long Bytes, DateTime LastUse);
