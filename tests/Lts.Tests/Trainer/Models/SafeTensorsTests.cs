using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Models.SafeTensors;

namespace Lts.Tests.Trainer.Models;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public void WrittenTensors_AreReadBack_WhateverTheirType()
    {
        TensorEntry[] entries =
        [
            Entry("scalar", TensorType.I64, [], 1), Entry("empty", TensorType.F32, [0, 3], 2), Entry("a", TensorType.F32, [2, 3], 3),
            Entry("b", TensorType.F16, [5], 4), Entry("c", TensorType.BF16, [1, 1, 7], 5), Entry("größe", TensorType.U8, [3], 6), Entry("d", TensorType.F64, [2], 7),
        ];
        SafeTensorsFile.Write(_folder["x.safetensors"], entries);

        using var file = SafeTensorsFile.Open(_folder["x.safetensors"]);
        Assert.Equal(entries.Select(e => e.Name), file.InOrder.Select(t => t.Name));
        foreach (var entry in entries)
        {
            var tensor = file.Tensors[entry.Name];
            Assert.Equal((entry.Type, entry.ByteCount), (tensor.Type, tensor.ByteCount));
            Assert.Equal(entry.Shape.ToArray(), tensor.Shape.ToArray());
            using var expected = new MemoryStream();
            entry.Write(expected);
            Assert.Equal(expected.ToArray(), file.Bytes(tensor, 0, (int)tensor.ByteCount).ToArray());
        }
    }

    [Fact]
    public void Floats_OfEveryWidth_AreConverted()
    {
        float[] values = [0, -0f, 1, -1.5f, 3.140625f, 65504, float.PositiveInfinity];
        SafeTensorsFile.Write(_folder["x.safetensors"],
        [
            Floats("f16", TensorType.F16, 2, (b, v) => BinaryPrimitives.WriteHalfLittleEndian(b, (Half)v)),
            Floats("bf16", TensorType.BF16, 2, (b, v) => BinaryPrimitives.WriteUInt16LittleEndian(b, (ushort)(BitConverter.SingleToUInt32Bits(v) >> 16))),
            Floats("f32", TensorType.F32, 4, BinaryPrimitives.WriteSingleLittleEndian),
            Floats("f64", TensorType.F64, 8, (b, v) => BinaryPrimitives.WriteDoubleLittleEndian(b, v)),
        ]);

        using var file = SafeTensorsFile.Open(_folder["x.safetensors"]);
        foreach (var (name, tolerance) in ((string, float)[])[("f16", 0), ("bf16", 512), ("f32", 0), ("f64", 0)])
        {
            var read = new float[values.Length - 1];
            file.ReadFloats(file.Tensors[name], 1, read);
            foreach (var (expected, actual) in values.Skip(1).Zip(read))
            {
                Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance, $"{name}: {actual} for {expected}");
            }
        }

        TensorEntry Floats(string name, TensorType type, int size, WriteElement write) => new(name, type, [values.Length], stream =>
        {
            var bytes = new byte[size];
            foreach (var value in values)
            {
                write(bytes, value);
                stream.Write(bytes);
            }
        });
    }

    [Theory]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"u":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "'u' shares bytes")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"u":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}""", 16, "'u' does not begin")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "'t' ends at byte 8")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "1 bytes after")]
    [InlineData("""{"t":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "'t' has 8 bytes")]
    [InlineData("""{"t":{"dtype":"F32","shape":[4611686018427387904,2],"data_offsets":[0,8]}}""", 8, "'t' has 8 bytes")] // 2^65 bytes: 0 in 64 bits
    [InlineData("""{"t":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "'t' has 0 bytes")]
    [InlineData("""{"t":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "'t' has -2 in shape")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "'t' has 2.5 in shape")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "'t' needs two data_offsets")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}}""", 8, "'t' ends at byte 9223372036854775807")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551616]}}""", 8, "'t' has 18446744073709551616")]
    [InlineData("""{"t":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}""", 8, "'t' has the element type Q4")]
    [InlineData("""{"t":{"shape":[2],"data_offsets":[0,8]}}""", 8, "'t' has the element type none")]
    [InlineData("""{"t":{"dtype":"F32","data_offsets":[0,8]}}""", 8, "'t' has no list called shape")]
    [InlineData("""{"t":7}""", 0, "'t' is described")]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "twice")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "Unicode")]
    [InlineData("""["t"]""", 0, "not a JSON object")]
    [InlineData("""{"t":""", 0, "not valid JSON")]
    [InlineData("", 0, "not valid JSON")]
    public void HostileHeader_IsRefused_WithFileAndReason(string header, int dataBytes, string reason) =>
        AssertRefused(File(Encoding.UTF8.GetBytes(header), dataBytes), reason);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData((ulong)long.MaxValue)]
    [InlineData(100_000_001)]
    [InlineData(1000)]
    public void HeaderLongerThanTheFile_IsRefused_BeforeMemoryIsTaken(ulong length)
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(bytes, $"announces a header of {length} bytes");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void FileCutAnywhere_IsRefused()
    {
        SafeTensorsFile.Write(_folder["x.safetensors"], [Entry("a", TensorType.F32, [2, 3], 1), Entry("b", TensorType.I64, [4], 2)]);
        var whole = System.IO.File.ReadAllBytes(_folder["x.safetensors"]);
        for (var length = 0; length < whole.Length; length++)
        {
            AssertRefused(whole[..length], "cut.safetensors");
        }
    }

    [Fact]
    public void RandomDamage_IsRefusedOrRead_NeverACrash()
    {
        SafeTensorsFile.Write(_folder["x.safetensors"], [Entry("a", TensorType.F32, [2, 3], 1), Entry("b", TensorType.F16, [4], 2)]);
        var whole = System.IO.File.ReadAllBytes(_folder["x.safetensors"]);
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var j = random.Next(1, 4); j > 0; j--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            System.IO.File.WriteAllBytes(_folder["cut.safetensors"], bytes);
            try
            {
                using var file = SafeTensorsFile.Open(_folder["cut.safetensors"]);
                Assert.All(file.InOrder, tensor => Assert.InRange(tensor.Offset + tensor.ByteCount, 0, bytes.Length));
            }
            catch (UserErrorException e)
            {
                Assert.Contains("cut.safetensors", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void WriteThatFails_KeepsTheFileThatWasThere()
    {
        SafeTensorsFile.Write(_folder["x.safetensors"], [Entry("a", TensorType.U8, [3], 1)]);
        var before = System.IO.File.ReadAllBytes(_folder["x.safetensors"]);

        Assert.Throws<UserErrorException>(() => SafeTensorsFile.Write(
            _folder["x.safetensors"], [new TensorEntry("a", TensorType.U8, [3], _ => throw new IOException("No space left on device"))]));

        Assert.Equal(before, System.IO.File.ReadAllBytes(_folder["x.safetensors"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.FullName));
    }

    public void Dispose() => _folder.Dispose();

    private delegate void WriteElement(Span<byte> bytes, float value);

    private static TensorEntry Entry(string name, TensorType type, long[] shape, int seed) => new(name, type, [.. shape], stream =>
    {
        var bytes = new byte[shape.Aggregate((long)type.Size(), (a, b) => a * b)];
        new Random(seed).NextBytes(bytes);
        stream.Write(bytes);
    });

    private static byte[] File(byte[] header, int dataBytes)
    {
        var length = (long)header.Length;
        return [.. MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in length)), .. header, .. new byte[dataBytes]];
    }

    private void AssertRefused(byte[] bytes, string reason)
    {
        System.IO.File.WriteAllBytes(_folder["cut.safetensors"], bytes);
        var refusal = Assert.Throws<UserErrorException>(() => SafeTensorsFile.Open(_folder["cut.safetensors"]));
        Assert.Contains("cut.safetensors", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
