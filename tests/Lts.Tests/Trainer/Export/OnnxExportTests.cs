using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Tests.Onnx;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Export;
using Lts.Trainer.Inference;
using Lts.Trainer.Models.Folders;

namespace Lts.Tests.Trainer.Export;

public sealed class OnnxExportTests : IDisposable
{
    private readonly SmallModel _model = new();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void File_HoldsTheFoldersWeights_AndNamesItsArchitecture(bool past, bool integers)
    {
        var settings = new ExportSettings { WithPast = past, Weights = integers ? WeightFormat.EightBit : WeightFormat.Floating };
        using (var folder = ModelFolder.Open(_model.Path))
        {
            var file = OnnxExport.Write(folder, settings, _model["m.onnx"]);
            Assert.Equal(new FileInfo(file.Path).Length, file.Bytes);
            Assert.Equal(file, OnnxExport.Write(folder, settings, _model["m.onnx"]));
        }

        Assert.Equal(Lts.Tests.Onnx.Models.WithWeights(_model.Architecture, settings.ToGraph(), new LivelyWeights(1)), File.ReadAllBytes(_model["m.onnx"]));
        using var source = ModelSource.Open(_model["m.onnx"]);
        Assert.Equal(_model.Architecture, source.Architecture);
        Assert.Equal((past, LogitsScope.All), (source.Offer(new GraphOptions()).WithPast, source.Offer(new GraphOptions()).Logits));
    }

    [Fact]
    public void FolderInOnnxRuntime_GivesTheLogitsOfItsWeights()
    {
        var tokens = RandomArchitectures.Tokens(new Random(4), _model.Architecture, 20);
        using var expected = GraphSession.Complete(Lts.Tests.Onnx.Models.WithWeights(_model.Architecture, new GraphOptions(), new LivelyWeights(1)));
        using var source = ModelSource.Open(_model.Path);
        using var session = source.Load(new GraphOptions(), 1);
        using var run = new Microsoft.ML.OnnxRuntime.RunOptions();
        using var ids = Microsoft.ML.OnnxRuntime.OrtValue.CreateTensorValueFromMemory(tokens, [1, 20]);
        using var outputs = session.Run(run, ["input_ids"], [ids], ["logits"]);

        Assert.Equal(expected.Run(tokens, 1).Logits, outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void FolderThroughLinks_AsTheHubKeepsIt_IsRun()
    {
        Directory.CreateDirectory(_model["snapshot"]);
        foreach (var file in Directory.EnumerateFiles(_model.Path))
        {
            File.CreateSymbolicLink(Path.Combine(_model["snapshot"], Path.GetFileName(file)), file);
        }

        using var source = ModelSource.Open(_model["snapshot"]);
        source.Load(new GraphOptions(), 1).Dispose();
    }

    [Fact]
    public void FileOfAnotherMaker_IsRefused()
    {
        File.WriteAllBytes(_model["m.onnx"], Lts.Tests.Onnx.Models.WithWeights(_model.Architecture, new GraphOptions(), new LivelyWeights(1)));
        Assert.Contains("lts.architecture", Assert.Throws<UserErrorException>(() => ModelSource.Open(_model["m.onnx"])).Message, StringComparison.Ordinal);
        File.WriteAllText(_model["m.onnx"], "no model");
        Assert.Contains("is not an ONNX model that can be run", Assert.Throws<UserErrorException>(() => ModelSource.Open(_model["m.onnx"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileOfAFixedLength_IsRefused()
    {
        using (var folder = ModelFolder.Open(_model.Path))
        {
            OnnxExport.Write(folder, new ExportSettings { SequenceLength = 16 }, _model["m.onnx"]);
        }

        Assert.Contains("any by 16", Assert.Throws<UserErrorException>(() => ModelSource.Open(_model["m.onnx"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ModelThatDiverged_IsNotQuantised_AndTheOldFileStays()
    {
        File.WriteAllText(_model["m.onnx"], "old");
        ModelFolderWriter.Write(_model["bad"], _model.Architecture, new AllNaN(), null);
        using var folder = ModelFolder.Open(_model["bad"]);
        Assert.Throws<UserErrorException>(() => OnnxExport.Write(folder, new ExportSettings { Weights = WeightFormat.EightBit }, _model["m.onnx"]));
        Assert.Equal("old", File.ReadAllText(_model["m.onnx"]));
        Assert.False(File.Exists(_model["m.onnx.tmp"]));
    }

    [Fact]
    public void Import_WritesAFolderOfOurs()
    {
        using var folder = ModelFolder.Open(_model.Path);
        FolderImport.Write(folder, folder.Tokenizer, _model["imported"]);
        using var imported = ModelFolder.Open(_model["imported"]);
        Assert.Equal(folder.Tokenizer!.Sha256, imported.Tokenizer!.Sha256);
        Assert.Equal(_model.Architecture, ArchitectureJson.Parse(File.ReadAllBytes(_model["imported/architecture.json"])));
        Assert.Throws<UserErrorException>(() => FolderImport.Write(folder, null, _model.Path));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Import_OfWeightsThatAreNotFinite_NamesTheTensors_AndWritesNothing(float value)
    {
        ModelFolderWriter.Write(_model["bad"], _model.Architecture, new OneBadValue(value), null);
        using var folder = ModelFolder.Open(_model["bad"]);

        var e = Assert.Throws<UserErrorException>(() => FolderImport.Write(folder, null, _model["imported"]));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains("'h.1.mlp.c_fc.weight' has ", e.Message, StringComparison.Ordinal);
        Assert.Contains("at element 37", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, e.Message.Split('\n').Length); // and no other tensor
        Assert.False(Directory.Exists(_model["imported"]));
    }

    public void Dispose() => _model.Dispose();

    private sealed class OneBadValue(float value) : Lts.Onnx.Weights.IWeightSource
    {
        private readonly LivelyWeights _others = new(1);

        public void Fill(WeightTensor tensor, long firstElement, Span<float> destination)
        {
            _others.Fill(tensor, firstElement, destination);
            if (tensor.Name == "h.1.mlp.c_fc.weight" && firstElement == 0)
            {
                destination[37] = value;
            }
        }
    }

    private sealed class AllNaN : Lts.Onnx.Weights.IWeightSource
    {
        public void Fill(WeightTensor tensor, long firstElement, Span<float> destination) => destination.Fill(float.NaN);
    }
}
