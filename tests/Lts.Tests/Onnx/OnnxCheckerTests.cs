using Lts.Onnx.Emission;
using Lts.Onnx.Weights;

namespace Lts.Tests.Onnx;

/// <summary>ONNX's own checker, with its shape inference, on what the emitter writes.</summary>
public class OnnxCheckerTests
{
    // Shape inference must arrive at exactly the declared output.
    private const string Program = """
        import sys, onnx
        model = onnx.load(sys.argv[1])
        onnx.checker.check_model(model, full_check=True)
        inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True)
        assert [o.type for o in inferred.graph.output] == [o.type for o in model.graph.output]
        """;

    [PythonOnnxTheory]
    [InlineData(LogitsScope.All, false, false)]
    [InlineData(LogitsScope.All, true, false)]
    [InlineData(LogitsScope.Last, false, true)]
    [InlineData(LogitsScope.Last, true, true)]
    public void EmittedModels_PassTheChecker(LogitsScope scope, bool fixedShape, bool withPast)
    {
        var random = new Random(31);
        for (var i = 0; i < 3; i++)
        {
            var architecture = RandomArchitectures.Next(random);
            var options = new GraphOptions
            {
                BatchSize = fixedShape ? 2 : null,
                SequenceLength = fixedShape ? architecture.MaxSequenceLength : null,
                Logits = scope,
                WithPast = withPast,
            };
            var path = Path.GetTempFileName();
            try
            {
                File.WriteAllBytes(path, Models.WithWeights(architecture, options, new PoolWeights(1)));
                var (exitCode, output) = PythonOnnxTheoryAttribute.Run(Program, path);
                Assert.True(exitCode == 0, output);
            }
            finally
            {
                File.Delete(path);
            }
        }
    }
}
