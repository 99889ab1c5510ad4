using System.Globalization;
using Lts.Domain.Architectures;
using Lts.Onnx;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Tests.Support;

namespace Lts.Tests.Onnx;

public class ModelSizeTests
{
    [Fact]
    public void Size_IsThatOfTheFiles()
    {
        var architecture = RandomArchitectures.Next(new Random(8));
        var options = new GraphOptions { SequenceLength = 3 };
        var size = ModelSize.Of(architecture, options);
        Assert.Equal(Models.WithWeights(architecture, options, new PoolWeights(1)).Length, size.WithWeightsBytes);
        Assert.Equal(WeightlessGraph.Emit(architecture, options).Bytes.Length, size.WeightlessBytes);
    }

    /// <summary>
    /// Archai published sizes in MiB of freshly initialised models, in which its exporter had merged tensors of equal shape and value: all
    /// biases of a size are the same zeros, all gains the same ones. Less what that saves, ours are as large.
    /// </summary>
    [PublishedDataFact]
    public void Size_OfArchaisGallery_IsThePublishedOne_ButForMergedTensors()
    {
        (string Prefix, double Mebibytes)[] published =
            [("gpt2_a9e3", 29.06), ("gpt2_c76b", 77.62), ("gpt2_ddf6", 125.78), ("gpt2_4352", 328.88)];
        foreach (var (prefix, mebibytes) in published)
        {
            var file = Assert.Single(Directory.GetFiles(Path.Combine(Repository.PublishedData, "gallery"), prefix + "*.json"));
            var architecture = ArchitectureJson.Parse(File.ReadAllBytes(file));
            var merged = WeightlessGraph.Emit(architecture, new GraphOptions()).Weights
                .Where(weight => weight.Role is WeightRole.Bias or WeightRole.Gain)
                .GroupBy(weight => (weight.Role, weight.ElementCount))
                .Sum(same => same.Skip(1).Sum(weight => weight.ByteCount));
            var size = ModelSize.Of(architecture).WithWeightsMebibytes - (merged / (double)(1 << 20));
            var message = string.Create(CultureInfo.InvariantCulture, $"{prefix}: {size:F3} MiB, published {mebibytes}");
            Assert.True(Math.Abs(size - mebibytes) < 0.01, message);
        }
    }
}
