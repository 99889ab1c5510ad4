using Lts.Agent.Inference;

namespace Lts.Agent.Measurement;

/// <summary>A candidate on disk, ready to be loaded by children; its file goes with it.</summary>
/// <param name="File">The graph on disk, with its inputs.</param>
internal sealed record PreparedGraph(GraphFile File) : IDisposable
{
    /// <summary>Deletes the file.</summary>
    public void Dispose() => System.IO.File.Delete(File.Path);
}
