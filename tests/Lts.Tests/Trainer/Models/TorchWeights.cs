using System.Runtime.InteropServices;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Trainer.Models;
using TorchSharp;
using Architecture = Lts.Domain.Architectures.Architecture;

namespace Lts.Tests.Trainer.Models;

/// <summary>Puts the weights that the Onnx room's tests use into a model of ours.</summary>
internal static class TorchWeights
{
    public static IReadOnlyList<WeightTensor> Of(Architecture architecture) => WeightlessGraph.Emit(architecture, new GraphOptions()).Weights;

    public static void Fill(DecoderModel model, Architecture architecture, IWeightSource source)
    {
        var parameters = model.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        using var none = torch.no_grad();
        foreach (var weight in Of(architecture))
        {
            var parameter = parameters[weight.Name];
            Assert.Equal(weight.Dims, parameter.shape);
            source.Fill(weight, 0, MemoryMarshal.Cast<byte, float>(parameter.bytes));
        }
    }
}
