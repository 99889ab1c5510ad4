namespace Lts.Agent.Measurement.Storage;

/// <summary>A weight pool in use: as long as this is not disposed of, no agent on the folder deletes the file.</summary>
/// <param name="path">Where the pool lies.</param>
/// <param name="file">Open, which is a lock against whoever wants it for himself alone.</param>
internal sealed class HeldPool(string path, FileStream file) : IDisposable
{
    /// <summary>The pool's file.</summary>
    public string Path => path;

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
