using System.Text.Json.Nodes;
using Lts.Tests.Onnx;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Models;
using TorchSharp;

namespace Lts.Tests.Trainer.Models;

/// <summary>Our model against one that PyTorch computes from a description of its own.</summary>
[Collection(TorchSerial.Name)]
public sealed class Gpt2OracleTests
{
    [PythonTorchFact]
    public void Logits_OfRandomArchitectures_AreThoseOfPyTorch()
    {
        var random = new Random(23);
        for (var i = 0; i < 3; i++)
        {
            var architecture = RandomArchitectures.Next(random);
            var length = architecture.MaxSequenceLength;
            var ids = RandomArchitectures.Tokens(random, architecture, 2 * length);
            using var scope = torch.NewDisposeScope();
            using var none = torch.no_grad();
            using var model = new Gpt2(architecture);
            TorchWeights.Fill(model, architecture, new LivelyWeights(i));
            model.eval();

            var answer = Gpt2Oracle.Ask(model, architecture, new JsonObject
            {
                ["ids"] = new JsonArray([.. ids.Chunk(length).Select(row => new JsonArray([.. row.Select(id => JsonValue.Create(id))]))]),
            });

            var logits = model.call(torch.tensor(ids, [2, length])).data<float>().ToArray();
            Assert.InRange(Lts.Tests.Onnx.Models.RelativeError(Gpt2Oracle.Numbers(answer, "logits"), logits), 0, 1e-5);
        }
    }
}
