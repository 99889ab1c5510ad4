using System.Globalization;
using System.Text;
using System.Text.Json;
using Lts.Contracts.Json;
using Lts.Domain.Trainings;
using Lts.Hosting;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Curve;
using Lts.Trainer.Training.Parallel;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Training.Loop;

/// <summary>
/// What is done once when the last step is behind: the best weights are measured on all held-out text and saved as a model, the curve is drawn,
/// and the result is written last.
/// </summary>
internal sealed class RunConclusion(PreparedRun run, Learner learner, Compute compute, Collective processes)
{
    /// <summary>Concludes a run.</summary>
    /// <param name="state">The state after the last step.</param>
    /// <exception cref="UserErrorException">The loss on the held-out text is not a number, or the best checkpoint is damaged.</exception>
    public TrainingResult Conclude(LoopState state)
    {
        LoadBestWeights();
        var loss = learner.Evaluate(run.Data.Validation, long.MaxValue / 2);
        if (!double.IsFinite(loss))
        {
            throw new UserErrorException(
                $"Training diverged: after step {state.Step} the loss on the held-out text is {loss.ToString(CultureInfo.InvariantCulture)}, and it has never been a number. "
                + "Lower training.learning_rate, or raise training.warmup_steps, and train into a new output folder.", ExitCode.Incomplete);
        }

        var result = Result(state, loss);
        if (processes.Rank == 0)
        {
            ModelOutput.Write(run, learner);
            var lines = ProgressLog.Read(run.Folder.Progress);
            Write(run.Folder.LossPicture, Encoding.UTF8.GetBytes(LossPicture.ToSvg(lines)));
            Write(run.Folder.LossPage, Encoding.UTF8.GetBytes(LossPage.ToHtml($"Training of {run.Architecture.Id}", lines)));
            Write(run.Folder.Result, JsonSerializer.SerializeToUtf8Bytes(TrainingResultJson.Of(result), RunJsonContext.Default.TrainingResultJson));
        }

        return result;
    }

    /// <summary>
    /// Only the first process knows that its last checkpoint is whole on the disk: it alone reads, and the others wait for what it has read. Else
    /// they would measure their share of the text with older weights.
    /// </summary>
    private void LoadBestWeights()
    {
        var checkpoints = new CheckpointStore(run.Folder, run.Architecture);
        try
        {
            if (processes.Rank == 0 && checkpoints.ReadState(CheckpointStore.Best) is { } best)
            {
                checkpoints.Load(CheckpointStore.Best, learner, best, withOptimizer: false);
            }
        }
        catch (DamagedCheckpointException e)
        {
            throw e.ToUserError();
        }

        processes.CopyFromFirst(learner.Weights().Select(weight => weight.Tensor));
    }

    private static void Write(string path, byte[] bytes) => AtomicFile.Write(path, stream => stream.Write(bytes));

    private TrainingResult Result(LoopState state, double loss) => new()
    {
        ArchitectureId = run.Architecture.Id,
        DecoderParameters = run.Architecture.Parameters.Decoder,
        TotalParameters = run.Architecture.Parameters.Total,
        Steps = state.Step,
        Tokens = state.Step * run.Configuration.Training.TokensPerStep,
        TrainLoss = state.LastTrainLoss ?? double.NaN,
        ValidationLoss = loss,
        ValidationPerplexity = LossUnits.Perplexity(loss),
        WordPerplexity = run.WordPerplexity(loss),
        BitsPerByte = run.BitsPerByte(loss),
        CorpusSha256 = run.Data.Manifest.CorpusSha256,
        TokenizerSha256 = run.Data.Manifest.TokenizerSha256,
        Seed = run.Configuration.Training.Seed,
        TrainingSeconds = state.ElapsedSeconds,
        Libtorch = Compute.LibtorchVersion,
        Device = compute.Description,
        PeakMemoryBytes = Compute.PeakMemoryBytes(),
    };
}
