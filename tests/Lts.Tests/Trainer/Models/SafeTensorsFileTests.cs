using System.Text;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Tests.Trainer.Generation;
using Lts.Trainer.Models.Files;

namespace Lts.Tests.Trainer.Models;

/// <summary>Safetensors from anywhere: what is in order is read, whatever else is refused by name.</summary>
public sealed class SafeTensorsFileTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string FilePath => _folder["x.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("F32", new byte[] { 0, 0, 128, 63, 0, 0, 0, 192 })]
    [InlineData("BF16", new byte[] { 128, 63, 0, 192 })]
    [InlineData("F16", new byte[] { 0, 60, 0, 192 })]
    public void Floats_OfEveryWidth_AreRead(string type, byte[] data)
    {
        Write(
            $$$"""{"__metadata__":{"format":"pt"},"w":{"dtype":"{{{type}}}","shape":[2,1],"data_offsets":[0,{{{data.Length}}}] } }""", data);
        using var file = SafeTensorsFile.Open(FilePath);
        var values = new float[2];
        var last = new float[1];

        file.Read(file.Tensors["w"], 0, values);
        file.Read(file.Tensors["w"], 1, last);

        Assert.Equal([2L, 1L], file.Tensors["w"].Shape.AsEnumerable());
        Assert.Equal([1, -2], values);
        Assert.Equal([-2], last);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}""", "w lies outside")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", "w lies outside")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "w lies outside")]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "w lies outside")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}""", "w lies outside")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296,2],"data_offsets":[0,8]}}""", "w lies outside")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}""", "cannot be read")]
    [InlineData("""{"w":{"dtype":"F32","shape":"x","data_offsets":[0,8]}}""", "cannot be read")]
    [InlineData("""{"w":{"shape":[2],"data_offsets":[0,8]}}""", "cannot be read")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    [InlineData("not json", "cannot be read")]
    public void HostileHeader_IsRefused(string header, string expected)
    {
        Write(header, new byte[8]);

        var error = Assert.Throws<UserErrorException>(() => SafeTensorsFile.Open(FilePath));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(FilePath, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 127, 1 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 1 })]
    [InlineData(new byte[] { 200, 0, 0, 0, 0, 0, 0, 0, 1 })]
    public void TruncatedFile_IsRefused(byte[] bytes)
    {
        File.WriteAllBytes(FilePath, bytes);

        Assert.Equal(ExitCode.Usage, Assert.Throws<UserErrorException>(() => SafeTensorsFile.Open(FilePath)).ExitCode);
    }

    [Fact]
    public void MissingFile_IsNotFound() =>
        Assert.Equal(ExitCode.NotFound, Assert.Throws<UserErrorException>(() => SafeTensorsFile.Open(FilePath)).ExitCode);

    [Fact]
    public void FolderWithOtherWeights_NamesEveryTensorThatDoesNotFit()
    {
        using var trained = new TrainedFolder();
        var text = File.ReadAllText(trained.Weights, Encoding.Latin1);
        File.WriteAllText(
            trained.Weights, text.Replace("h.1.ln_1.bias", "h.9.ln_1.bias", StringComparison.Ordinal).Replace("\"wpe.weight\"", "\"wqe.weight\"", StringComparison.Ordinal),
            Encoding.Latin1);

        var error = Assert.Throws<UserErrorException>(() => ModelFolder.Open(trained.Path));

        Assert.Contains("h.1.ln_1.bias is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("wpe.weight is missing", error.Message, StringComparison.Ordinal);
    }

    private void Write(string header, byte[] data) => File.WriteAllBytes(FilePath, TrainedFolder.SafeTensors(header, data));
}
