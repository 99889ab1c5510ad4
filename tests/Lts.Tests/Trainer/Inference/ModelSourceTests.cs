using System.Text;
using Lts.Hosting;
using Lts.Tests.Onnx;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Export;
using Lts.Trainer.Inference;
using Lts.Trainer.Models.Folders;

namespace Lts.Tests.Trainer.Inference;

public sealed class ModelSourceTests : IDisposable
{
    private readonly SmallModel _model = new();

    [Fact]
    public void TokenizerWithMoreIdsThanTheModel_IsRefused()
    {
        using var source = ModelSource.Open(_model.Path);
        var refusal = Assert.Throws<UserErrorException>(() => ModelTokenizer.Get(source, "gpt2"));
        Assert.Contains("50257", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
    }

    [Fact]
    public void ModelWithoutATokenizer_AsksForOne()
    {
        ModelFolderWriter.Write(_model["bare"], _model.Architecture, new LivelyWeights(1), null);
        using var source = ModelSource.Open(_model["bare"]);
        var refusal = Assert.Throws<UserErrorException>(() => ModelTokenizer.Get(source));
        Assert.Contains("--tokenizer", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, refusal.ExitCode);
    }

    [Theory]
    [InlineData("\"vocab_size\":257", "\"vocab_size\":258", false, "logits")]
    [InlineData("\"n_head\":[4,2,8]", "\"n_head\":[2,2,8]", true, "past_key_0")]
    [InlineData("\"d_model\":32", "\"d_model\":64", true, "past_key_0")]
    public void GraphThatIsNotWhatItSays_IsRefusedBeforeItIsRun(string said, string lie, bool past, string name)
    {
        var file = Export(new ExportSettings { WithPast = past });
        Replace(file, said, lie);
        var refusal = Assert.Throws<UserErrorException>(() => ModelSource.Open(file));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
    }

    [Fact]
    public void FilesThatAreNoModels_AreRefusedInOneLine()
    {
        var whole = File.ReadAllBytes(Export(new ExportSettings()));
        var random = new byte[5000];
        new Random(1).NextBytes(random);
        foreach (var bytes in (byte[][])[[], random, whole[..(whole.Length / 2)], "\u0008\u0007\u001b[31mred"u8.ToArray()])
        {
            File.WriteAllBytes(_model["bad.onnx"], bytes);
            var refusal = Assert.Throws<UserErrorException>(() => ModelSource.Open(_model["bad.onnx"]));
            Assert.DoesNotContain(refusal.Message, char.IsControl);
            Assert.Contains("bad.onnx is not an ONNX model that can be run: ", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("lts-trainer export", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(bytes.Length == 0, refusal.Message.Contains("it is empty", StringComparison.Ordinal));
            Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        }
    }

    [Fact]
    public void WeightsThatWereCutOff_AreRefused()
    {
        var weights = Path.Combine(_model.Path, "model.safetensors");
        File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^100]);
        Assert.Contains("cut off", Assert.Throws<UserErrorException>(() => ModelSource.Open(_model.Path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _model.Dispose();

    private string Export(ExportSettings settings)
    {
        using var folder = ModelFolder.Open(_model.Path);
        return OnnxExport.Write(folder, settings, _model["m.onnx"]).Path;
    }

    private static void Replace(string file, string said, string lie)
    {
        var bytes = File.ReadAllBytes(file);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(said));
        Assert.True(at > 0, $"{said} is not in the file.");
        Encoding.UTF8.GetBytes(lie).CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(file, bytes);
    }
}
