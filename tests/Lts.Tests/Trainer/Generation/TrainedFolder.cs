using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Lts.Domain.Architectures;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Tests.Support;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Files;

namespace Lts.Tests.Trainer.Generation;

/// <summary>A model's folder as training leaves it, with seeded weights.</summary>
internal sealed class TrainedFolder : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public TrainedFolder(float scale = 20)
    {
        var tokenizer = Gpt2Tokenizer.Load();
        Architecture = new Architecture
        {
            HiddenSize = 32,
            Layers = [new DecoderLayer(64, 2), new DecoderLayer(96, 4)],
            VocabularySize = tokenizer.VocabularySize,
            MaxSequenceLength = 48,
        };
        File.WriteAllText(_folder[ModelFolder.ArchitectureFile], ArchitectureJson.ToJson(Architecture));
        TokenizerFile.Save(tokenizer, _folder[TokenizerFile.FileName]);
        WriteWeights(scale);
    }

    public Architecture Architecture { get; }

    public string Path => _folder.FullName;

    public string Weights => _folder[ModelFolder.WeightsFile];

    public void Dispose() => _folder.Dispose();

    /// <summary>Writes the weights; scaled up, so that logits differ enough for a choice to mean something.</summary>
    private void WriteWeights(float scale)
    {
        var header = new JsonObject();
        using var data = new MemoryStream();
        var source = new SeededWeights(3, Architecture);
        foreach (var weight in WeightlessGraph.Emit(Architecture, new GraphOptions()).Weights)
        {
            var values = new float[weight.ElementCount];
            source.Fill(weight, 0, values);
            if (weight.Role is not (WeightRole.Gain or WeightRole.Bias))
            {
                values = [.. values.Select(v => v * scale)];
            }

            header[weight.Name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. weight.Dims.Select(d => JsonValue.Create(d))]),
                ["data_offsets"] = new JsonArray(data.Length, data.Length + weight.ByteCount),
            };
            data.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        }

        File.WriteAllBytes(Weights, SafeTensors(header.ToJsonString(), data.ToArray()));
    }

    public static byte[] SafeTensors(string header, byte[] data)
    {
        var bytes = Encoding.UTF8.GetBytes(header);
        var length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
        return [.. length, .. bytes, .. data];
    }
}
