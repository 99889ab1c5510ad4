using Grpc.Core;
using Lts.Domain;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Generation;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Rpc;
using Lts.Trainer.Service.Texts;
using Lts.Trainer.Training.Runs;

namespace Lts.Tests.Trainer.Service;

public sealed class TextWriterQueueTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TextRequest Request = new(["Once"], new GenerationSettings { MaxNewTokens = 20, Threads = 1 });

    private readonly SmallModel _model = new();
    private readonly TextWriterQueue _queue = new();

    /// <summary>The folder whose "model" the small model is.</summary>
    private RunFolder Run => new(Path.GetDirectoryName(_model.Path)!);

    [Fact]
    public async Task ReaderThatStops_LeavesTheTurnToTheNext()
    {
        await using var slow = _queue.WriteAsync(Job(), Run, Request, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await slow.MoveNextAsync());

        using var patience = new CancellationTokenSource(Patience);
        var next = await _queue.WriteAsync(Job(), Run, Request, patience.Token).ToListAsync(patience.Token);

        Assert.NotNull(next[^1].Whole);
        while (slow.Current.Whole is null)
        {
            Assert.True(await slow.MoveNextAsync());
        }

        Assert.Equal(next[^1].Whole!.Text, slow.Current.Whole.Text);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    public async Task DamagedModel_IsAFailedPrecondition_AndLeavesTheTurnToTheNext(string file)
    {
        await File.WriteAllTextAsync(Path.Combine(_model.Path, file), "{");
        using var patience = new CancellationTokenSource(Patience);
        for (var call = 0; call < 2; call++)
        {
            var error = await Assert.ThrowsAsync<ModelUnusableException>(
                async () => await _queue.WriteAsync(Job(), Run, Request, patience.Token).ToListAsync(patience.Token));
            Assert.StartsWith("The model of job 'done' cannot be used: ", error.Message, StringComparison.Ordinal);
            Assert.Equal(StatusCode.FailedPrecondition, RpcErrors.Table.StatusOf(error)?.StatusCode);
        }
    }

    [Fact]
    public async Task RequestsWithoutMeasure_AreRefused_WithEveryError()
    {
        var request = new TextRequest(
            [.. Enumerable.Repeat(new string('x', 100_000), 65)],
            new GenerationSettings { MaxNewTokens = int.MaxValue, StopStrings = [new string('x', 257)] });

        var error = await Assert.ThrowsAsync<ValidationException>(
            async () => await _queue.WriteAsync(Job(), Run, request, CancellationToken.None).ToListAsync());

        foreach (var word in (string[])["65 texts", "6500000 characters", "at most 16 texts of at most 256", "max_tokens must be at most 1048576"])
        {
            Assert.Contains(word, error.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _model.Dispose();

    private static JobRecord Job() => new()
    {
        Id = "done",
        Sequence = 1,
        State = JobState.Completed,
        Device = "cpu",
        Spec = new JobSpec { Architecture = "{}" },
        CreateTime = DateTimeOffset.UnixEpoch,
    };
}
