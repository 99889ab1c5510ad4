using Lts.Domain.Architectures;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Files;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Training.Loop;

/// <summary>Saves what was trained as a folder of its own: <c>model.safetensors</c>, <c>architecture.json</c>, <c>tokenizer.json</c>, and
/// the <c>config.json</c> of Hugging Face's layout.</summary>
internal static class ModelOutput
{
    /// <summary>Writes the folder anew, with the weights that the learner holds now; it appears when it is whole.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(PreparedRun run, Learner learner)
    {
        var beside = run.Folder.Model + ".new";
        Remove(beside);
        Directory.CreateDirectory(beside);
        TensorFile.Write(Path.Combine(beside, "model.safetensors"), learner.Weights());
        AtomicFile.Write(
            Path.Combine(beside, "architecture.json"),
            stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(ArchitectureJson.ToJson(run.Architecture, indented: true))));
        AtomicFile.Write(
            Path.Combine(beside, HuggingFaceConfig.FileName),
            stream => HuggingFaceConfig.Write(run.Architecture, TokenizerFile.Load(run.Folder.Tokenizer).EndOfTextId, stream));
        File.Copy(run.Folder.Tokenizer, Path.Combine(beside, TokenizerFile.FileName));
        Remove(run.Folder.Model);
        Directory.Move(beside, run.Folder.Model);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
