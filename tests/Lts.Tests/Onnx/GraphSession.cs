using System.Runtime.InteropServices;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Tests.Onnx;

/// <summary>A graph in ONNX Runtime, with the weight pool where it asks for one.</summary>
internal sealed unsafe class GraphSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly float* _pool;

    private GraphSession(byte[] model, long poolBytes, long seed, GraphOptimizationLevel optimization)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            GraphOptimizationLevel = optimization,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (poolBytes > 0)
        {
            _pool = (float*)NativeMemory.AlignedAlloc((nuint)poolBytes, WeightPool.Stagger);
            WeightPool.Fill(new Span<float>(_pool, checked((int)(poolBytes / sizeof(float)))), 0, seed);
            options.AddExternalInitializersFromFilesInMemory(WeightPool.FileName, (nint)_pool, (nuint)poolBytes);
        }

        _session = new InferenceSession(model, options);
    }

    public static GraphSession Weightless(EmittedGraph graph, long seed = WeightPool.DefaultSeed) =>
        new(graph.Bytes, graph.RequiredPoolBytes, seed, GraphOptimizationLevel.ORT_ENABLE_ALL);

    public static GraphSession Complete(
        byte[] model, GraphOptimizationLevel optimization = GraphOptimizationLevel.ORT_ENABLE_ALL) => new(model, 0, 0, optimization);

    /// <summary>Runs the graph without a cache.</summary>
    /// <returns>The logits, flat, and their shape.</returns>
    public (float[] Logits, long[] Shape) Run(long[] tokens, int batch)
    {
        using var ids = OrtValue.CreateTensorValueFromMemory(tokens, [batch, tokens.Length / batch]);
        using var outputs = _session.Run(_runOptions, ["input_ids"], [ids], ["logits"]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[0].GetTensorTypeAndShape().Shape);
    }

    /// <summary>Runs the graph on named inputs; the caller disposes what comes back.</summary>
    public IReadOnlyList<OrtValue> Run(IReadOnlyCollection<string> names, IReadOnlyCollection<OrtValue> inputs) =>
        _session.Run(_runOptions, names, inputs, [.. _session.OutputNames]);

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
        NativeMemory.AlignedFree(_pool);
    }
}
