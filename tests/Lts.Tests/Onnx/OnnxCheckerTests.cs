using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Tests.Support;

namespace Lts.Tests.Onnx;

/// <summary>ONNX's own checker, with its shape inference, on what the emitter writes.</summary>
public class OnnxCheckerTests
{
    // By path, so that the checker looks for the pool too. Shape inference must arrive at exactly the declared output.
    private const string Program = """
        import sys, onnx
        onnx.checker.check_model(sys.argv[1], full_check=True)
        model = onnx.load(sys.argv[1], load_external_data=False)
        inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True)
        assert [o.type for o in inferred.graph.output] == [o.type for o in model.graph.output]
        """;

    private static readonly Lazy<int> NewestKnown = new(() => PythonOnnxTheoryAttribute.Run(
        "import sys, onnx; sys.exit(onnx.defs.onnx_opset_version())").ExitCode);

    [PythonOnnxTheory]
    [InlineData(LogitsScope.All, false, false)]
    [InlineData(LogitsScope.All, true, false)]
    [InlineData(LogitsScope.Last, false, true)]
    [InlineData(LogitsScope.Last, true, true)]
    public void EmittedModels_InEveryOpsetThatItKnows_PassTheChecker(LogitsScope scope, bool fixedShape, bool withPast)
    {
        Assert.InRange(NewestKnown.Value, GraphOptions.MinOpset, 100);
        var random = new Random(31);
        for (var opset = GraphOptions.MinOpset; opset <= Math.Min(GraphOptions.MaxOpset, NewestKnown.Value); opset++)
        {
            for (var i = 0; i < 3; i++)
            {
                var architecture = RandomArchitectures.Next(random);
                var options = new GraphOptions
                {
                    BatchSize = fixedShape ? 2 : null,
                    SequenceLength = fixedShape ? architecture.MaxSequenceLength : null,
                    Logits = scope,
                    WithPast = withPast,
                    Opset = opset,
                };
                Check(Models.WithWeights(architecture, options, new PoolWeights(1)), poolBytes: 0);
                var weightless = WeightlessGraph.Emit(architecture, options);
                Check(weightless.Bytes, weightless.RequiredPoolBytes);
            }
        }
    }

    private static void Check(byte[] model, long poolBytes)
    {
        using var folder = new TemporaryDirectory();
        var path = folder["model.onnx"];
        File.WriteAllBytes(path, model);
        if (poolBytes > 0)
        {
            using var pool = File.Create(folder[WeightPool.FileName]);
            pool.SetLength(poolBytes);
        }

        var (exitCode, output) = PythonOnnxTheoryAttribute.Run(Program, path);
        Assert.True(exitCode == 0, output);
    }
}
