using Lts.Onnx.Weights;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Agent.Inference;

/// <summary>Creates sessions: the one place that decides how ONNX Runtime is set up.</summary>
/// <param name="settings">Provider and threads.</param>
internal sealed class SessionFactory(InferenceSettings settings)
{
    /// <summary>Creates a session, with the inputs and outputs bound.</summary>
    /// <param name="graph">The graph, inspected.</param>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    /// <exception cref="ProviderUnavailableException">The provider does not load.</exception>
    public LoadedGraph Load(GraphFile graph)
    {
        using var options = CreateOptions();
        return new LoadedGraph(CreateSession(graph, options), graph);
    }

    /// <summary>Checks that the provider can be used at all.</summary>
    /// <exception cref="ProviderUnavailableException">It does not load.</exception>
    public void CheckProvider() => CreateOptions().Dispose();

    private static InferenceSession CreateSession(GraphFile graph, SessionOptions options)
    {
        // By path, a graph that carries its weights is not held in memory twice; without weights it is small.
        if (graph.PoolPath is null)
        {
            return new InferenceSession(graph.Path, options);
        }

        using var pool = new MappedPool(graph.PoolPath);
        options.AddExternalInitializersFromFilesInMemory(WeightPool.FileName, pool.Pointer, (nuint)pool.Length);
        return new InferenceSession(File.ReadAllBytes(graph.Path), options);
    }

    private SessionOptions CreateOptions()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = settings.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (settings.Threads > 1)
        {
            // Threads that spin between two operators steal the cores of whoever else runs here, and are slowed by them in turn.
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        }

        if (settings.Provider == InferenceSettings.Cuda)
        {
            CudaProvider.Append(options, settings);
        }

        return options;
    }
}
