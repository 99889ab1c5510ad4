using System.Text.Json.Nodes;
using Lts.Hosting;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Progress;

namespace Lts.Tests.Trainer.Training;

/// <summary>A checkpoint that is not what was saved is never trained on: the other one goes on, and if there is none, the run says so.</summary>
[Collection(TorchSerial.Name)]
public sealed class DamagedCheckpointTests
{
    [TorchTheory]
    [InlineData("model.safetensors", false)]
    [InlineData("model.safetensors", true)]
    [InlineData("optimizer.safetensors", false)]
    [InlineData("optimizer.safetensors", true)]
    [InlineData("state.json", true)]
    public async Task DamagedLast_IsNamed_AndTheBestOneGoesOn(string file, bool cut)
    {
        using var run = await StoppedAsync();
        using var whole = new SmallRun();
        await whole.TrainAsync();
        Damage(PathOf(run, CheckpointStore.Last, file), cut);
        using var notes = new StringWriter();

        Assert.Equal(40, (await run.TrainAsync(new PlainProgress(notes))).Steps);

        Assert.Contains($"The checkpoint {Path.GetDirectoryName(run.LastModel)} is damaged: ", notes.ToString(), StringComparison.Ordinal);
        Assert.Contains($"after step 30 from {Path.Combine(run.Folder.Checkpoints, CheckpointStore.Best)}", notes.ToString(), StringComparison.Ordinal);
        Assert.Equal(whole.Curve, run.Curve);
        Assert.Equal(File.ReadAllBytes(whole.LastModel), File.ReadAllBytes(run.LastModel)); // the same bits as without the damage
    }

    [TorchFact]
    public async Task NoWholeCheckpoint_EndsTheRunWithWhatToDo()
    {
        using var run = await StoppedAsync();
        Damage(PathOf(run, CheckpointStore.Last, "model.safetensors"), cut: false);
        Damage(PathOf(run, CheckpointStore.Best, "model.safetensors"), cut: false);

        var e = await Assert.ThrowsAsync<UserErrorException>(() => run.TrainAsync());

        Assert.Equal(ExitCode.Storage, e.ExitCode);
        Assert.Contains(Path.GetDirectoryName(run.LastModel)!, e.Message, StringComparison.Ordinal);
        Assert.Contains("Remove that folder", e.Message, StringComparison.Ordinal);
    }

    /// <summary>As versions before this one saved them.</summary>
    [TorchFact]
    public async Task CheckpointWithoutChecksums_IsRead()
    {
        using var run = await StoppedAsync();
        foreach (var name in (string[])[CheckpointStore.Last, CheckpointStore.Best])
        {
            var path = PathOf(run, name, "state.json");
            var state = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            Assert.True(state.Remove("model_sha256") && state.Remove("optimizer_sha256"));
            File.WriteAllText(path, state.ToJsonString());
        }

        using var notes = new StringWriter();
        Assert.Equal(40, (await run.TrainAsync(new PlainProgress(notes))).Steps);
        Assert.Contains("Going on after step 38 from " + Path.GetDirectoryName(run.LastModel), notes.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A run that was stopped at step 38: its best checkpoint is that of step 30.</summary>
    private static async Task<SmallRun> StoppedAsync()
    {
        var run = new SmallRun();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.TrainAsync(new StopAfter(38, stop), stop: stop.Token));
        return run;
    }

    private static string PathOf(SmallRun run, string checkpoint, string file) => Path.Combine(run.Folder.Checkpoints, checkpoint, file);

    /// <summary>Cuts a file in half, or fills its last quarter with zeros: the header of a file of tensors and its length stay as they were.</summary>
    private static void Damage(string path, bool cut)
    {
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length / 4 * 3).Clear();
        File.WriteAllBytes(path, cut ? bytes[..(bytes.Length / 2)] : bytes);
    }
}
