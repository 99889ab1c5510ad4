using Lts.Hosting;

namespace Lts.Trainer.Training.Checkpoints;

/// <summary>
/// Replaces a checkpoint so that, whenever the process dies, a whole one is found: NAME is set aside as NAME.old, NAME.new, which is whole,
/// becomes NAME, NAME.old goes. <see cref="Recover"/> finishes what a crash left between them.
/// </summary>
/// <param name="folder">The folder that holds the checkpoints.</param>
/// <param name="flush">Waits until a folder's entries are on the disk; <see cref="DurableFolder.Flush"/> but in tests.</param>
internal sealed class CheckpointFolders(string folder, Action<string>? flush = null)
{
    private const string New = ".new";
    private const string Old = ".old";

    /// <summary>Where a checkpoint is.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>An empty folder to write the next checkpoint of a name into.</summary>
    public string Begin(string name)
    {
        Recover(name); // where NAME was left set aside, a NAME.new that is half written would be taken for whole
        var path = PathOf(name) + New;
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Puts what <see cref="Begin"/> gave, whose files are whole and on the disk now, in the place of the last one.</summary>
    public void Commit(string name) => DurableFolder.Replace(PathOf(name), PathOf(name) + New, PathOf(name) + Old, flush);

    /// <summary>Gives the space of an unfinished checkpoint back.</summary>
    public void Abandon(string name) => DurableFolder.DeleteIfThere(PathOf(name) + New);

    /// <summary>Finishes or undoes what a crash interrupted.</summary>
    public void Recover(string name) => DurableFolder.Recover(PathOf(name), PathOf(name) + New, PathOf(name) + Old);
}
