using System.Globalization;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Libtorch;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lts.Tests.Trainer.Torch;

/// <summary>Steps of a small GPT: the same as Python's from the same weights, and leaving nothing behind.</summary>
[Collection(TorchSerial.Name)]
public sealed class TrainingStepTests
{
    private const double ClipNorm = 1;
    private static readonly AdamWSettings Settings = new(3e-3, 0.1, 0.9, 0.95);

    [PythonTorchFact]
    public void ThirtySteps_OfTorchSharpsAdamW_HaveTheBitsOfPython()
    {
        using var run = new Run(decayAll: true);
        using var optimizer = optim.AdamW(run.Model.parameters(), lr: 3e-3, beta1: 0.9, beta2: 0.95, weight_decay: 0.1);
        var losses = run.Train(() =>
        {
            nn.utils.clip_grad_norm_(run.Model.parameters(), ClipNorm);
            optimizer.step();
        });
        Assert.Equal(run.Expected, losses);
        run.AssertEnd();
    }

    [PythonTorchFact]
    public void ThirtySteps_OfExactAdamW_HaveTheBitsOfPython()
    {
        using var run = new Run(decayAll: false);
        using var optimizer = new FusedAdamW(run.Model.named_parameters(), Settings with { Exact = true });
        var losses = run.Train(() =>
        {
            nn.utils.clip_grad_norm_(run.Model.parameters(), ClipNorm);
            optimizer.Step();
        });
        Assert.Equal(run.Expected, losses);
        run.AssertEnd();
    }

    [PythonTorchFact]
    public void ThirtySteps_OfFusedAdamW_AreWithinAMillionthOfPython()
    {
        using var run = new Run(decayAll: false);
        using var optimizer = new FusedAdamW(run.Model.named_parameters(), Settings);
        var losses = run.Train(() => optimizer.Step(FusedAdamW.ClipFactor(optimizer.GradientNorm(), ClipNorm)));
        foreach (var (expected, loss) in run.Expected.Zip(losses))
        {
            Assert.Equal(expected, loss, 1e-6 * expected);
        }
    }

    [TorchFact]
    public void Steps_LeaveNoTensorBehind()
    {
        using var model = new TinyGpt();
        using var optimizer = new FusedAdamW(model.named_parameters(), Settings);
        using var tokens = randint(0, TinyGpt.Vocabulary, [(TinyGpt.Batch * TinyGpt.Positions) + 1]).DetachFromDisposeScope();
        var live = new List<long>();
        for (var step = 0; step < 10; step++)
        {
            using (NewDisposeScope())
            {
                model.zero_grad();
                model.Loss(tokens, 0).backward();
                optimizer.Step(FusedAdamW.ClipFactor(optimizer.GradientNorm(), ClipNorm));
            }

            live.Add(TorchRuntime.LiveTensors);
        }

        Assert.Equal(live[0], live.Max());
        Assert.Equal(live[0], live.Min());
    }

    [TorchFact]
    public void AdamWState_CopiedToAnother_ContinuesWithTheSameBits()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var (a, b) = (new Parameter(randn(50)), new Parameter(zeros(50)));
        using var one = optim.AdamW([a], 0.01, 0.9, 0.95, weight_decay: 0.1);
        using var other = optim.AdamW([b], 0.5, 0.9, 0.95);
        Step(one, a, 3);
        using (no_grad())
        {
            b.copy_(a);
        }

        other.load_state_dict(one.state_dict());
        Step(one, a, 2);
        Step(other, b, 2);
        Assert.True(a.Equals(b));
    }

    private static void Step(optim.Optimizer optimizer, Parameter parameter, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            optimizer.zero_grad();
            parameter.square().sum().backward();
            optimizer.step();
        }
    }

    private sealed class Run : IDisposable
    {
        private readonly TemporaryDirectory _folder = new();
        private readonly DisposeScope _scope = NewDisposeScope();
        private readonly Tensor _tokens;

        public Run(bool decayAll)
        {
            Expected = [.. PythonTorch.Run("train.py", _folder.FullName, decayAll ? "1" : "0")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
            var start = PythonTorch.Read(_folder["start"]);
            start.Remove("tokens", out _tokens!);
            Model.load_state_dict(start);
        }

        public TinyGpt Model { get; } = new();

        public double[] Expected { get; }

        public double[] Train(Action update) => [.. Enumerable.Range(0, Expected.Length).Select(step =>
        {
            using var scope = NewDisposeScope();
            Model.zero_grad();
            var loss = Model.Loss(_tokens, step);
            loss.backward();
            update();
            return (double)loss.item<float>();
        })];

        public void AssertEnd()
        {
            var end = PythonTorch.Read(_folder["end"]);
            foreach (var (name, parameter) in Model.named_parameters())
            {
                Assert.True(parameter.Equals(end[name]), name);
            }
        }

        public void Dispose()
        {
            Model.Dispose();
            _scope.Dispose();
            _folder.Dispose();
        }
    }
}
