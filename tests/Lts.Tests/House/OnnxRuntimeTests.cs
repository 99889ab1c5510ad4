using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Tests.House;

/// <summary>ONNX Runtime as third_party puts it together: managed sources of one npm package, native libraries of another.</summary>
public sealed class OnnxRuntimeTests
{
    private const string Pool = "weights.pool";

    [Fact]
    public void NativeLibrary_IsThePinnedVersion() => Assert.Equal("1.30.0", OrtEnv.Instance().GetVersionString());

    /// <summary>A portable agent carries the libraries of all platforms.</summary>
    [Theory]
    [InlineData("linux-x64/native/libonnxruntime.so")]
    [InlineData("linux-arm64/native/libonnxruntime.so")]
    [InlineData("osx-arm64/native/libonnxruntime.dylib")]
    [InlineData("win-x64/native/onnxruntime.dll")]
    [InlineData("win-arm64/native/onnxruntime.dll")]
    public void NativeLibrary_LiesBesideTheProgram(string library) =>
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "runtimes", library)), $"runtimes/{library} was not built.");

    [Fact]
    public void ExternalInitializers_AreReadFromMemory()
    {
        float[] pool = [100f, 200f, 300f, 400f];
        using var pinned = new PinnedFloats(pool);
        using var session = CreateSession(pinned, weightOffset: 8);

        Assert.Equal(301f, Run(session, 1f));
    }

    [Fact]
    public void ExternalInitializers_BeyondTheBuffer_AreRefused()
    {
        using var pinned = new PinnedFloats([1f]);

        Assert.Throws<OnnxRuntimeException>(() => CreateSession(pinned, weightOffset: 8));
    }

    [Fact]
    public void ExternalInitializers_SameFileTwice_AreRefusedInOnnxRuntimesWords()
    {
        using var pinned = new PinnedFloats([1f]);
        using var options = new SessionOptions();
        options.AddExternalInitializersFromFilesInMemory(Pool, pinned.Address, pinned.Length);

        var error = Assert.Throws<InvalidOperationException>(
            () => options.AddExternalInitializersFromFilesInMemory(Pool, pinned.Address, pinned.Length));
        Assert.Contains(Pool, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Arena_SaysHowMuchWasInUseAtMost()
    {
        using var pinned = new PinnedFloats([1f]);
        using var session = CreateSession(pinned, weightOffset: 0);
        Run(session, 1f);
        using var memory = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using var arena = new OrtAllocator(session, memory);

        Assert.True(long.Parse(arena.GetStats()["MaxInUse"], CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public void PlainAllocator_KeepsNoStatistics() => Assert.Empty(OrtAllocator.DefaultInstance.GetStats());

    private static InferenceSession CreateSession(PinnedFloats pool, int weightOffset)
    {
        using var options = new SessionOptions();
        options.AddExternalInitializersFromFilesInMemory(Pool, pool.Address, pool.Length);
        return new InferenceSession(TinyModel.Create(Pool, weightOffset), options);
    }

    private static float Run(InferenceSession session, float x)
    {
        using var input = OrtValue.CreateTensorValueFromMemory([x], [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["x"], [input], ["y"]);
        return outputs[0].GetTensorDataAsSpan<float>()[0];
    }

    /// <summary>Floats that stay where they are.</summary>
    private sealed class PinnedFloats(float[] values) : IDisposable
    {
        private GCHandle _handle = GCHandle.Alloc(values, GCHandleType.Pinned);

        public IntPtr Address => _handle.AddrOfPinnedObject();

        public nuint Length => (nuint)(values.Length * sizeof(float));

        public void Dispose() => _handle.Free();
    }
}
