using System.Globalization;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>A trainer that answers with extreme values in every field: the coordinator keeps, shows and reports everything else.</summary>
public sealed class HostileTrainerFuzzTests(ITestOutputHelper output)
{
    private const int Batch = 5;
    private const int BatchesPerRestart = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Others_SeeEverything_WhateverTrainersAnswer()
    {
        var findings = new FindingList("answers of a trainer");
        await using var trainer = await HostileTrainer.StartAsync();
        await using var world = await FuzzWorld.StartAsync(trainer: trainer.Address);
        await CompleteStudyAsync(world);
        int accepted = 0;
        for (int number = 0; number < FuzzForm.Inputs; number++)
        {
            trainer.Begin(number);
            string acts = "";
            try
            {
                accepted += await TrainAsync(world, number) ? 1 : 0;
                if (number % Batch == Batch - 1)
                {
                    await world.LookAsync().WaitAsync(Patience);
                }

                if (number % (Batch * BatchesPerRestart) == (Batch * BatchesPerRestart) - 1)
                {
                    await world.RestartAsync().WaitAsync(Patience);
                    await world.LookAsync().WaitAsync(Patience);
                }

                acts = world.TakeErrors();
            }
            catch (Exception e)
            {
                acts = $"{e}\n{world.TakeErrors()}";
            }

            if (acts.Length > 0)
            {
                findings.Add(acts[..Math.Min(acts.Length, 150)], $"input {number}: {trainer.Said}\n{acts}");
            }

            if (number % 1000 == 999)
            {
                FuzzForm.Tell($"answers of a trainer: {number + 1}");
            }
        }

        string figures = string.Create(
            CultureInfo.InvariantCulture, $"answers of a trainer: {FuzzForm.Inputs} inputs, {FuzzForm.Inputs - accepted} refused, {accepted} accepted");
        output.WriteLine(figures);
        FuzzForm.Tell(figures);
        findings.ThrowIfAny();
    }

    /// <summary>Every call that reaches the trainer, for a recipe of its own.</summary>
    /// <returns>Whether the coordinator took what the trainer said.</returns>
    private static async Task<bool> TrainAsync(FuzzWorld world, int number)
    {
        var trainings = world.Raw.Channel<TrainingService.TrainingServiceClient>(channel => new(channel));
        try
        {
            var created = await trainings.CreateTrainingsAsync(new CreateTrainingsRequest
            {
                StudyId = "study",
                Pick = "knee",
                Configuration = $$"""{ "training": { "steps": {{number + 1}} } }""",
            });
            string id = created.Trainings[0].Id;
            using (var watch = trainings.WatchTraining(new WatchTrainingRequest { TrainingId = id }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2)))
            {
                await foreach (var training in watch.ResponseStream.ReadAllAsync())
                {
                    if (training.Trouble.Length > 0)
                    {
                        break; // It is tried again, which takes a while.
                    }
                }
            }

            await CallAllAsync(trainings, id);
            return true;
        }
        catch (RpcException e) when (e.StatusCode is not (StatusCode.Internal or StatusCode.Unknown))
        {
            return false;
        }
    }

    private static async Task CallAllAsync(TrainingService.TrainingServiceClient trainings, string id)
    {
        var state = (await trainings.GetTrainingAsync(new GetTrainingRequest { TrainingId = id })).State;
        if (state != JobState.Completed)
        {
            if (state != JobState.Failed)
            {
                await trainings.CancelTrainingAsync(new CancelTrainingRequest { TrainingId = id }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2));
            }

            return;
        }

        using var text = trainings.GenerateText(new GenerateTextRequest { JobId = id });
        await text.ResponseStream.ReadAllAsync().CountAsync();
        using var file = trainings.DownloadArtifact(new DownloadArtifactRequest { JobId = id, Name = "model/model.safetensors" });
        await file.ResponseStream.ReadAllAsync().CountAsync();
    }

    private static async Task CompleteStudyAsync(FuzzWorld world)
    {
        await using var agent = await SimulatedAgent.ConnectAsync(world.Address, SimulatedAgent.Registration("honest"));
        var studies = world.Raw.Channel<StudyService.StudyServiceClient>(channel => new(channel));
        await studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("study", count: 8) });
        _ = agent.WorkAsync();
        using var watch = studies.WatchStudy(new WatchStudyRequest { StudyId = "study" });
        await watch.ResponseStream.ReadAllAsync().LastAsync().AsTask().WaitAsync(Patience);
    }
}
