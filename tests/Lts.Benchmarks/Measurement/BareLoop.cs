using System.Diagnostics;
using Lts.Agent.Inference;
using Lts.Onnx.Weights;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Lts.Benchmarks.Measurement;

/// <summary>ONNX Runtime as its own documentation uses it: one session, one loop, nothing between two runs.</summary>
internal sealed class BareLoop : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly OrtValue _ids;
    private readonly OrtValue _logits;

    public BareLoop(GraphFile graph)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var pool = new MappedPool(graph.PoolPath!);
        options.AddExternalInitializersFromFilesInMemory(WeightPool.FileName, pool.Pointer, (nuint)pool.Length);
        _session = new InferenceSession(File.ReadAllBytes(graph.Path), options);
        var (input, output) = (_session.InputMetadata.Single(), _session.OutputMetadata.Single());
        _ids = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Int64, ToLong(input.Value.Dimensions));
        InputFiller.Fill(graph.Inputs.Single(), _ids.GetTensorMutableRawData());
        _logits = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, TensorElementType.Float, ToLong(output.Value.Dimensions));
        _binding = _session.CreateIoBinding();
        _binding.BindInput(input.Key, _ids);
        _binding.BindOutput(output.Key, _logits);
    }

    /// <summary>Times runs, in milliseconds.</summary>
    public double[] Run(int count)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            _session.RunWithBinding(_options, _binding);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _ids.Dispose();
        _logits.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private static long[] ToLong(int[] dims) => [.. dims.Select(d => (long)d)];
}
