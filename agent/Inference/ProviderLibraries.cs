using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Agent.Inference;

/// <summary>
/// Which execution providers can be used on this device. ONNX Runtime names every provider that it was built to know, also those whose
/// libraries, or the driver's below them, are not here.
/// </summary>
internal static class ProviderLibraries
{
    private const string WebGpu = "WebGpuExecutionProvider";

    /// <summary>What WebGPU needs of a Linux system; others bring their own.</summary>
    private const string VulkanLoader = "libvulkan.so.1";

    /// <summary>Providers in libraries of their own, by what the library is called behind <c>onnxruntime_providers_</c>.</summary>
    private static readonly ImmutableDictionary<string, string> Libraries = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CUDAExecutionProvider"] = "cuda",
        ["TensorrtExecutionProvider"] = "tensorrt",
        ["NvTensorRTRTXExecutionProvider"] = "nv_tensorrt_rtx",
        ["ROCMExecutionProvider"] = "rocm",
        ["MIGraphXExecutionProvider"] = "migraphx",
        ["OpenVINOExecutionProvider"] = "openvino",
        ["DnnlExecutionProvider"] = "dnnl",
        ["VitisAIExecutionProvider"] = "vitisai",
        ["CANNExecutionProvider"] = "cann",
        ["QNNExecutionProvider"] = "qnn",
    }.ToImmutableDictionary();

    /// <summary>Those that are built in, and those whose library loads. Loading takes time and memory: ask in a process that ends afterwards.</summary>
    /// <param name="providers">What the runtime says it was built with.</param>
    /// <param name="settings">Says where the libraries are.</param>
    public static ImmutableArray<string> Usable(IEnumerable<string> providers, InferenceSettings settings)
    {
        var folder = settings.CudaLibraries ?? OrtNative.Folder();
        return Usable(providers, library => NativeLibrary.TryLoad(library == VulkanLoader ? library : Path.Combine(folder, library), out _));
    }

    /// <summary>As above, with another way to see whether a library loads.</summary>
    /// <param name="providers">What the runtime says it was built with.</param>
    /// <param name="loads">Whether a library loads, by its file's name.</param>
    internal static ImmutableArray<string> Usable(IEnumerable<string> providers, Func<string, bool> loads) =>
        [.. providers.Where(provider => Needed(provider) is not { } library || loads(library))];

    private static string? Needed(string provider) => provider == WebGpu && OperatingSystem.IsLinux() ? VulkanLoader
        : Libraries.TryGetValue(provider, out var name) ? FileName(name) : null;

    private static string FileName(string name) => OperatingSystem.IsWindows() ? $"onnxruntime_providers_{name}.dll"
        : OperatingSystem.IsMacOS() ? $"libonnxruntime_providers_{name}.dylib" : $"libonnxruntime_providers_{name}.so";
}
