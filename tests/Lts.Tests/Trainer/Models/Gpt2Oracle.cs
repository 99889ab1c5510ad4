using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lts.Tests.Onnx;
using Lts.Tests.Support;
using Lts.Trainer.Models;
using Architecture = Lts.Domain.Architectures.Architecture;

namespace Lts.Tests.Trainer.Models;

/// <summary>Runs gpt2_oracle.py on the weights of a model.</summary>
internal static class Gpt2Oracle
{
    /// <summary>Asks PyTorch.</summary>
    /// <param name="model">The model whose weights it takes.</param>
    /// <param name="architecture">Its architecture.</param>
    /// <param name="question">Fields <c>ids</c> and <c>training</c> of the specification.</param>
    public static JsonObject Ask(DecoderModel model, Architecture architecture, JsonObject question)
    {
        using var folder = new TemporaryDirectory();
        var parameters = model.named_parameters().ToList();
        question["heads"] = new JsonArray([.. architecture.Layers.Select(layer => JsonValue.Create(layer.HeadCount))]);
        question["names"] = new JsonArray([.. parameters.Select(p => JsonValue.Create(p.name))]);
        question["shapes"] = new JsonArray([.. parameters.Select(p => new JsonArray([.. p.parameter.shape.Select(n => JsonValue.Create(n))]))]);
        File.WriteAllText(folder["spec.json"], question.ToJsonString());
        using (var file = File.Create(folder["weights.bin"]))
        {
            parameters.ForEach(p => file.Write(p.parameter.bytes));
        }

        var script = Path.Combine(Repository.Root, "tests", "Lts.Tests", "Trainer", "Models", "gpt2_oracle.py");
        var start = new ProcessStartInfo(PythonOnnxTheoryAttribute.Interpreter, [script, folder.FullName])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return JsonSerializer.Deserialize<JsonObject>(answer)!;
    }

    public static double[] Numbers(JsonObject answer, string name) => [.. answer[name]!.AsArray().Select(value => value!.GetValue<double>())];
}
