using System.Text.Json;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;

namespace Lts.Tests.Trainer.Service;

public sealed class GenerateTextTests
{
    private static readonly string[] Prompts = ["The trainer", "A study", ""];

    [TorchFact]
    public async Task Text_IsWhatTheVerbWrites_PieceByPiece()
    {
        await using var trainer = await ServedTrainer.StartAsync();
        await trainer.SubmitAsync("model", ServedTrainer.Tiny());
        var request = new GenerateTextRequest { JobId = "model", Prompts = { Prompts }, MaxTokens = 12, Temperature = 0.7, TopK = 9, Seed = 5 };
        Assert.Equal(StatusCode.FailedPrecondition, await Status.OfAsync(() => GenerateAsync(trainer, request)));
        Assert.Equal(JobState.Completed, (await trainer.WatchAsync("model")).Job.State);

        var responses = await GenerateAsync(trainer, request);

        var expected = await VerbAsync(trainer.FolderOf("model").Run.FullName);
        for (var i = 0; i < Prompts.Length; i++)
        {
            var own = responses.Where(response => response.PromptIndex == i).ToList();
            Assert.Equal(expected[i].GetProperty("text").GetString(), string.Concat(own.Select(response => response.Text)));
            Assert.Equal(expected[i].GetProperty("end").GetString(), own[^1].EndReason);
            Assert.Equal(expected[i].GetProperty("tokens").GetArrayLength(), own[^1].TokenCount);
            Assert.All(own.SkipLast(1), response => Assert.Empty(response.EndReason));
        }

        await RequireRefusalsAsync(trainer);
    }

    private static async Task RequireRefusalsAsync(ServedTrainer trainer)
    {
        var bad = new GenerateTextRequest
        {
            JobId = "model",
            MaxTokens = 0,
            Temperature = -1,
            TopK = -1,
            TopP = double.NaN,
            RepetitionPenalty = 0,
            Stop = { "" },
        };
        var error = await Status.ErrorOfAsync(() => GenerateAsync(trainer, bad));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.All(
            (string[])["max_tokens", "temperature", "top_k", "top_p", "repetition_penalty", "stop"],
            name => Assert.Contains($"- {name} must", error.Status.Detail, StringComparison.Ordinal));

        var tooLong = new GenerateTextRequest { JobId = "model", Prompts = { "short", new string('x', 1000) } };
        error = await Status.ErrorOfAsync(() => GenerateAsync(trainer, tooLong));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains("Prompt 2", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(StatusCode.NotFound, await Status.OfAsync(() => GenerateAsync(trainer, new GenerateTextRequest { JobId = "other" })));

        // One that hangs up leaves the turn to the next.
        using var call = trainer.Client.GenerateText(new GenerateTextRequest { JobId = "model" });
        call.Dispose();
        Assert.NotEmpty(await GenerateAsync(trainer, new GenerateTextRequest { JobId = "model", MaxTokens = 1 }));
    }

    private static async Task<List<JsonElement>> VerbAsync(string run)
    {
        await using var verb = RunningProgram.Start(
            "Lts.Trainer", ["generate", run, .. Prompts, "--max-tokens", "12", "--temperature", "0.7", "--top-k", "9", "--seed", "5", "--json"]);
        Assert.True(await verb.WaitAsync(ServedTrainer.Patience) == 0, verb.Output);
        return [.. verb.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    private static async Task<List<GenerateTextResponse>> GenerateAsync(ServedTrainer trainer, GenerateTextRequest request)
    {
        using var call = trainer.Client.GenerateText(request);
        var responses = new List<GenerateTextResponse>();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            responses.Add(response);
        }

        return responses;
    }
}
