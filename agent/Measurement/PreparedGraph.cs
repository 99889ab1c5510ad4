using Lts.Agent.Inference;
using Lts.Agent.Measurement.Storage;

namespace Lts.Agent.Measurement;

/// <summary>A graph on disk, ready to be loaded by children, and its weight pool, which stays as long as this does.</summary>
/// <param name="File">The graph on disk, with its inputs.</param>
/// <param name="Pool">Its weights; <see langword="null"/> for a graph that carries them.</param>
/// <param name="IsTemporary">Whether the file goes with this.</param>
internal sealed record PreparedGraph(GraphFile File, HeldPool? Pool, bool IsTemporary) : IDisposable
{
    /// <summary>Lets the pool go, and deletes a file that was made for one measurement.</summary>
    public void Dispose()
    {
        Pool?.Dispose();
        if (IsTemporary)
        {
            System.IO.File.Delete(File.Path);
        }
    }
}
