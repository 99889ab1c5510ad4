using Lts.Trainer.Data.Shards;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Progress;
namespace Lts.Trainer.Training.Runs;
internal static class RunData
{
    public static Task PrepareAsync(TrainerConfiguration c, RunFolder f, ITrainingObserver o, CancellationToken t) => Task.CompletedTask;
    public static TokenDataset Open(TrainerConfiguration c, RunFolder f)
    {
        var bytes = c.Data.Sources.SelectMany(File.ReadAllBytes).Select(b => (int)b).ToArray();
        var cut = (int)(bytes.Length * (1 - c.Data.ValidationFraction)); var v = bytes.Length - cut;
        return new TokenDataset(new TokenSplit(bytes[..cut]), new TokenSplit(bytes[cut..]), new Manifest(new(cut, cut, cut / 5), new(v, v, v / 5), 257, "x", "y"));
    }
}
