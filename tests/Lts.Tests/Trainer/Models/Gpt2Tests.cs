using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Onnx.Emission;
using Lts.Tests.Onnx;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Models;
using TorchSharp;

namespace Lts.Tests.Trainer.Models;

/// <summary>The model that is trained against the formula that counts it and the graph that is measured.</summary>
[Collection(TorchSerial.Name)]
public sealed class Gpt2Tests
{
    private const double Tolerance = 1e-4;

    [TorchFact]
    public void Parameters_AreThoseOfTheGraph_AndAsManyAsTheFormulaSays()
    {
        var random = new Random(3);
        for (var i = 0; i < 25; i++)
        {
            var architecture = RandomArchitectures.Next(random);
            using var model = new Gpt2(architecture);

            Assert.Equal(TorchWeights.Of(architecture).Select(w => w.Name).Order(), model.named_parameters().Select(p => p.name).Order());
            Assert.Equal(architecture.Parameters.Total, model.parameters().Sum(p => p.numel()));
        }
    }

    [TorchFact]
    public void Logits_OfManyHeterogeneousArchitectures_AreThoseOfTheGraphInOnnxRuntime()
    {
        var random = new Random(17);
        for (var i = 0; i < 40; i++)
        {
            var architecture = RandomArchitectures.Next(random);
            var source = new LivelyWeights(i);
            int batch = random.Next(1, 4), length = random.Next(1, architecture.MaxSequenceLength + 1);
            var ids = RandomArchitectures.Tokens(random, architecture, batch * length);
            using var scope = torch.NewDisposeScope();
            using var none = torch.no_grad();
            using var model = new Gpt2(architecture);
            TorchWeights.Fill(model, architecture, source);
            model.eval();

            var logits = model.call(torch.tensor(ids, [batch, length]));

            using var session = GraphSession.Complete(Lts.Tests.Onnx.Models.WithWeights(architecture, new GraphOptions(), source));
            var (expected, shape) = session.Run(ids, batch);
            Assert.Equal(shape, logits.shape);
            Assert.InRange(Lts.Tests.Onnx.Models.RelativeError([.. expected.Select(x => (double)x)], logits.data<float>().ToArray()), 0, Tolerance);
        }
    }

    [TorchFact]
    public void Initialisation_IsGpt2s()
    {
        var architecture = Wide(layers: 8);
        torch.manual_seed(5);
        using var model = new Gpt2(architecture);

        foreach (var (name, parameter) in model.named_parameters())
        {
            var values = parameter.data<float>().ToArray();
            var deviation = Math.Sqrt(values.Average(x => (double)x * x));
            var expected = name switch
            {
                _ when name.EndsWith(".bias", StringComparison.Ordinal) => 0,
                _ when name.Contains("ln_", StringComparison.Ordinal) => 1,
                _ when name.EndsWith("c_proj.weight", StringComparison.Ordinal) => 0.02 / 4,
                _ => 0.02,
            };
            Assert.True(Math.Abs(deviation - expected) <= 0.05 * expected, $"{name} deviates by {deviation}, not {expected}");
        }
    }

    [TorchFact]
    public void Initialisation_IsAFunctionOfTheSeed()
    {
        Assert.Equal(First(1), First(1));
        Assert.NotEqual(First(1), First(2));

        static float[] First(int seed)
        {
            torch.manual_seed(seed);
            using var model = new Gpt2(Wide(layers: 1));
            return model.parameters().First().data<float>().ToArray()[..8];
        }
    }

    [TorchFact]
    public void Dropout_ActsInTrainingOnly()
    {
        using var scope = torch.NewDisposeScope();
        using var none = torch.no_grad();
        using var model = new Gpt2(Wide(layers: 1) with { AttentionDropout = 0.2 }, dropout: 0.2);
        var ids = torch.tensor([1, 2, 3, 4], [1, 4]);

        Assert.NotEqual(Logits(), Logits());
        model.eval();
        Assert.Equal(Logits(), Logits());

        float[] Logits() => model.call(ids).data<float>().ToArray();
    }

    private static Architecture Wide(int layers) => new Gpt2Shape
    {
        HiddenSize = 64,
        Layers = [.. Enumerable.Repeat(new Gpt2Layer(256, 4), layers)],
        VocabularySize = 512,
        MaxSequenceLength = 64,
    };
}
