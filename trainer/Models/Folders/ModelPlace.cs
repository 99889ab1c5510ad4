using Lts.Hosting;

namespace Lts.Trainer.Models.Folders;

/// <summary>
/// Where a model's folder is while another takes its place: the next one is written beside it as FOLDER.lts-partial, and the last one is
/// FOLDER.lts-old for a moment. A crash in that moment loses nothing: readers and writers find what is whole.
/// </summary>
internal static class ModelPlace
{
    private const string Beside = ".lts-partial";
    private const string Aside = ".lts-old";

    /// <summary>The folder to read: the one named, or what a crash has left of it. Nothing is moved: a writer may be at work.</summary>
    /// <param name="folder">The model's folder, without a separator at its end; it need not exist.</param>
    public static string Find(string folder) => DurableFolder.Find(folder, folder + Beside, folder + Aside);

    /// <summary>Finishes or undoes what a crash interrupted, before the next model is written.</summary>
    /// <param name="folder">The model's folder, without a separator at its end; it need not exist.</param>
    /// <returns>Where to write the next one; nothing is there.</returns>
    public static string Clear(string folder)
    {
        DurableFolder.Recover(folder, folder + Beside, folder + Aside);
        return folder + Beside;
    }

    /// <summary>Puts what was written beside, whole and on the disk, in the folder's place.</summary>
    /// <param name="folder">The model's folder, without a separator at its end.</param>
    public static void Put(string folder) => DurableFolder.Replace(folder, folder + Beside, folder + Aside);
}
