using System.Security.Cryptography;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.Trainer.Service;

/// <summary>A job from its submission to its files.</summary>
public sealed class ServeTests
{
    [TorchFact]
    public async Task Job_IsTrainedWatchedAndHandedOut()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        var submitted = await trainer.SubmitAsync("first-1", ServedTrainer.Tiny());
        Assert.Equal((JobState.Queued, "cpu", "first-1"), (submitted.State, submitted.Device, submitted.Id));
        Assert.Equal(ServedTrainer.Tiny(), submitted.Spec);

        var (job, curve) = await trainer.WatchAsync("first-1");

        Assert.True(job.State == JobState.Completed, job.FailureMessage + trainer.Output);
        Assert.Equal(1, job.StartCount);
        Assert.Equal([4, 8, 12, 15, 16, 20, 24, 28, 30, 32, 36, 40], curve.Select(line => line.Step));
        Assert.Equal(curve[^1], job.Progress);
        Assert.True(job.CreateTime <= job.StartTime && job.StartTime <= job.EndTime);
        Assert.Equal(Math.Exp(job.Result.ValidationLoss), job.Result.ValidationPerplexity, 1e-9);
        Assert.Equal(40, job.Result.Steps);
        await RequireFilesAsync(trainer, "first-1");
        var listed = job.Clone();
        listed.Spec.Configuration = "";
        Assert.Equal(listed, (await trainer.Client.ListJobsAsync(new ListJobsRequest())).Jobs.Single());
        await SubmitAgainAsync(trainer);
    }

    private static async Task RequireFilesAsync(ServedTrainer trainer, string id)
    {
        var artifacts = (await trainer.Client.ListArtifactsAsync(new ListArtifactsRequest { JobId = id })).Artifacts;
        string[] wanted =
        [
            "config.json", "loss.html", "loss.svg", "model/config.json", "model/model.safetensors", "model/tokenizer.json", "progress.jsonl",
            "result.json", "tokenizer.json",
        ];
        Assert.Empty(wanted.Except(artifacts.Select(artifact => artifact.Name)));
        foreach (var artifact in artifacts)
        {
            var bytes = await DownloadAsync(trainer, id, artifact.Name, 0);
            Assert.Equal((artifact.SizeBytes, artifact.Sha256), (bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))));
            var middle = bytes.Length / 2;
            Assert.Equal(bytes[middle..], await DownloadAsync(trainer, id, artifact.Name, middle));
            Assert.Empty(await DownloadAsync(trainer, id, artifact.Name, bytes.Length));
        }

        Assert.Equal(StatusCode.OutOfRange, await Status.OfAsync(() => DownloadAsync(trainer, id, "result.json", 1 << 30)));
        Assert.Equal(StatusCode.OutOfRange, await Status.OfAsync(() => DownloadAsync(trainer, id, "result.json", -1)));
        foreach (var name in (string[])["../job.json", "/etc/passwd", "model/../../job.json", "checkpoints/last/state.json", ""])
        {
            Assert.Equal(StatusCode.NotFound, await Status.OfAsync(() => DownloadAsync(trainer, id, name, 0)));
        }
    }

    private static async Task SubmitAgainAsync(ServedTrainer trainer)
    {
        var again = await trainer.SubmitAsync("first-1", ServedTrainer.Tiny());
        Assert.Equal((JobState.Completed, 1), (again.State, again.StartCount));
        Assert.Equal(StatusCode.AlreadyExists, await Status.OfAsync(() => trainer.SubmitAsync("first-1", ServedTrainer.Tiny(steps: 41))));
        Assert.Equal(
            StatusCode.FailedPrecondition,
            await Status.OfAsync(() => trainer.Client.CancelJobAsync(new CancelJobRequest { JobId = "first-1" }).ResponseAsync));
        Assert.Equal(
            StatusCode.FailedPrecondition,
            await Status.OfAsync(() => trainer.Client.ResumeJobAsync(new ResumeJobRequest { JobId = "first-1" }).ResponseAsync));
    }

    private static async Task<byte[]> DownloadAsync(ServedTrainer trainer, string id, string name, long offset)
    {
        using var call = trainer.Client.DownloadArtifact(new DownloadArtifactRequest { JobId = id, Name = name, Offset = offset });
        using var bytes = new MemoryStream();
        await foreach (var chunk in call.ResponseStream.ReadAllAsync())
        {
            Assert.Equal(offset + bytes.Length, chunk.Offset);
            Assert.InRange(chunk.Data.Length, 1, 1 << 20);
            chunk.Data.WriteTo(bytes);
        }

        return bytes.ToArray();
    }
}
