using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Lts.Agent.Inference;

/// <summary>
/// A session with its inputs and outputs bound, so that a run allocates nothing and copies nothing. Outputs are bound to the CPU's memory
/// by the first run, which knows their shapes, and reused by the others.
/// </summary>
internal sealed class LoadedGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _inputs = [];

    /// <summary>Binds the inputs, filled, and the outputs.</summary>
    /// <param name="session">Of the graph; disposed of with this.</param>
    /// <param name="graph">Says what to run it on, and the names of its outputs.</param>
    public LoadedGraph(InferenceSession session, GraphFile graph)
    {
        _session = session;
        _binding = session.CreateIoBinding();
        foreach (var input in graph.Inputs)
        {
            _inputs.Add(CreateInput(input));
            _binding.BindInput(input.Name, _inputs[^1]);
        }

        foreach (var output in graph.Outputs)
        {
            _binding.BindOutputToDevice(output, OrtMemoryInfo.DefaultInstance);
        }
    }

    /// <summary>One inference.</summary>
    /// <exception cref="OnnxRuntimeException">An operator failed.</exception>
    public void Run() => _session.RunWithBinding(_options, _binding);

    /// <summary>The largest use of the provider's arena so far, in bytes; 0 where it keeps no count.</summary>
    public long ArenaPeakBytes(string provider)
    {
        try
        {
            using var cuda = provider == InferenceSettings.Cuda
                ? new OrtMemoryInfo(CudaProvider.MemoryName, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default) : null;
            using var allocator = new OrtAllocator(_session, cuda ?? OrtMemoryInfo.DefaultInstance);
            return allocator.GetStats().TryGetValue("MaxInUse", out var text)
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
        }
        catch (Exception e) when (e is OnnxRuntimeException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _inputs.ForEach(i => i.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    private static OrtValue CreateInput(InputTensor input)
    {
        var value = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, (TensorElementType)input.ElementType, [.. input.Dims]);
        if (input.ElementCount > 0)
        {
            InputFiller.Fill(input, value.GetTensorMutableRawData());
        }

        return value;
    }
}
