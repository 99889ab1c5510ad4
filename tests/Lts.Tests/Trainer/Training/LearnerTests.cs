using System.Text.Json.Nodes;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Tests.Onnx;
using Lts.Tests.Trainer.Models;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Data.Batches;
using Lts.Trainer.Libtorch;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Loop;
using Lts.Trainer.Training.Parallel;
using Lts.Trainer.Training.Rules;
using TorchSharp;

namespace Lts.Tests.Trainer.Training;

/// <summary>Steps of training against PyTorch's, and the head in chunks against the head at once.</summary>
[Collection(TorchSerial.Name)]
public sealed class LearnerTests
{
    private static readonly Architecture Model = new Gpt2Shape
    {
        HiddenSize = 24,
        Layers = [new Gpt2Layer(40, 2), new Gpt2Layer(56, 4)],
        VocabularySize = 300,
        MaxSequenceLength = 16,
    };

    private static readonly TrainingSettings Settings = Presets.Get("small-cpu").Training with
    {
        Steps = 8,
        BatchSize = 3,
        SequenceLength = 16,
        AccumulationSteps = 2,
        LearningRate = 0.01,
        WarmupSteps = 3,
        GradientClipNorm = 0.5,
    };

    /// <summary>Schedule, averaging, clipping and AdamW's decay of matrices alone: any of them wrong would show within a few steps.</summary>
    [PythonTorchFact]
    public async Task Steps_HaveTheLossesAndGradientsOfPyTorch()
    {
        using var data = await SmallDataset.CreateAsync(Model.VocabularySize);
        var compute = new Compute(new DeviceSettings(DeviceKind.Cpu, 1, Precision.Float32), 0);
        using var alone = new Collective(null, compute, _ => { });
        using var learner = new Learner(Model, Settings, compute, alone);
        TorchWeights.Fill(learner.Model, Model, new LivelyWeights(4));
        var sampler = new BatchSampler(data.Dataset.Train, Settings.SequenceLength, Settings.Seed);
        var answer = Gpt2Oracle.Ask(learner.Model, Model, Question(sampler));

        var gradients = new List<StepGradient>();
        for (var step = 1; step <= Settings.Steps; step++)
        {
            gradients.Add(learner.Gradient(step, sampler, stop: false));
            learner.Update(gradients[^1], LearningRateSchedule.At(Settings, step));
        }

        AssertClose(Gpt2Oracle.Numbers(answer, "losses"), gradients.Select(g => g.Loss), 1e-5);
        AssertClose(Gpt2Oracle.Numbers(answer, "norms"), gradients.Select(g => g.Norm), 1e-4);
    }

    [TorchFact]
    public void Head_InChunks_HasLossAndGradientsOfTheHeadAtOnce()
    {
        // 64 MiB of logits are 128 positions or more: so many positions that several chunks are needed even for a small vocabulary.
        var architecture = Model with { VocabularySize = 20_000, MaxSequenceLength = 512 };
        Assert.True(HeadChunks.Positions(4 * 512, architecture.VocabularySize) < 4 * 512);
        var compute = new Compute(new DeviceSettings(DeviceKind.Cpu, 1, Precision.Float32), 0);
        using var scope = torch.NewDisposeScope();
        using var model = new Lts.Trainer.Models.Gpt2(architecture);
        TorchWeights.Fill(model, architecture, new LivelyWeights(2));
        var random = new Random(1);
        var ids = torch.tensor(RandomArchitectures.Tokens(random, architecture, 4 * 512), [4, 512]);
        var targets = torch.tensor(RandomArchitectures.Tokens(random, architecture, 4 * 512), [4 * 512]);

        var chunked = new HeadLoss(model, architecture.VocabularySize, compute).Backward(model.Hidden(ids), targets, 0.5).item<float>();
        var gradients = Gradients();
        foreach (var parameter in model.parameters())
        {
            parameter.grad = null;
        }

        var whole = torch.nn.functional.cross_entropy(model.call(ids).view(-1, architecture.VocabularySize), targets);
        (whole * 0.5).backward();

        Assert.Equal(whole.item<float>(), chunked, 1e-4f);
        foreach (var (expected, actual) in Gradients().Zip(gradients))
        {
            Assert.InRange(Lts.Tests.Onnx.Models.RelativeError([.. expected.Select(x => (double)x)], actual), 0, 1e-4);
        }

        List<float[]> Gradients() => [.. model.parameters().Select(p => p.grad!.data<float>().ToArray())];
    }

    /// <summary>The .NET collector does not see native memory: what a step leaves behind would fill the machine overnight.</summary>
    [TorchFact]
    public async Task Steps_LeaveNoTensorsBehind()
    {
        using var data = await SmallDataset.CreateAsync(Model.VocabularySize);
        var compute = new Compute(new DeviceSettings(DeviceKind.Cpu, 1, Precision.Float32), 0);
        using var alone = new Collective(null, compute, _ => { });
        using var learner = new Learner(Model, Settings, compute, alone);
        var sampler = new BatchSampler(data.Dataset.Train, Settings.SequenceLength, Settings.Seed);
        Step(1);
        var live = TorchRuntime.LiveTensors;

        for (var step = 2; step <= 100; step++)
        {
            Step(step);
        }

        Assert.Equal(live, TorchRuntime.LiveTensors);

        void Step(int step)
        {
            learner.Update(learner.Gradient(step, sampler, stop: false), 0.001);
            learner.Evaluate(data.Dataset.Validation, 64);
        }
    }

    private static JsonObject Question(BatchSampler sampler)
    {
        var steps = new JsonArray();
        for (var step = 0; step < Settings.Steps; step++)
        {
            var batches = new JsonArray();
            for (var batch = 0; batch < Settings.AccumulationSteps; batch++)
            {
                batches.Add(Batch(sampler, (step * Settings.SequencesPerStep) + ((long)batch * Settings.BatchSize)));
            }

            steps.Add(new JsonObject { ["learning_rate"] = LearningRateSchedule.At(Settings, step + 1), ["batches"] = batches });
        }

        return new JsonObject
        {
            ["training"] = new JsonObject
            {
                ["weight_decay"] = Settings.WeightDecay,
                ["beta1"] = Settings.Beta1,
                ["beta2"] = Settings.Beta2,
                ["epsilon"] = Settings.Epsilon,
                ["clip"] = Settings.GradientClipNorm,
                ["steps"] = steps,
            },
        };
    }

    private static JsonObject Batch(BatchSampler sampler, long first)
    {
        var (inputs, targets) = (new JsonArray(), new JsonArray());
        for (var i = 0; i < Settings.BatchSize; i++)
        {
            var (x, y) = (new long[Settings.SequenceLength], new long[Settings.SequenceLength]);
            sampler.Fill(first + i, x, y);
            inputs.Add(new JsonArray([.. x.Select(id => JsonValue.Create(id))]));
            targets.Add(new JsonArray([.. y.Select(id => JsonValue.Create(id))]));
        }

        return new JsonObject { ["inputs"] = inputs, ["targets"] = targets };
    }

    private static void AssertClose(double[] expected, IEnumerable<double> actual, double tolerance)
    {
        var found = actual.ToList();
        Assert.Equal(expected.Length, found.Count);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Abs(pair.First)));
    }
}
