using Microsoft.ML.OnnxRuntime;

namespace Lts.Agent.Inference;

/// <summary>
/// Runs graphs on an NVIDIA card. The libraries that come with the agent know the CPU only: the user names the folder of a CUDA build.
/// Not tried on a real card yet; see docs/measurement.md.
/// </summary>
internal static class CudaProvider
{
    private const string LibraryName = "onnxruntime_providers_cuda";

    /// <summary>Name of the memory that the provider's arena hands out.</summary>
    public const string MemoryName = "Cuda";

    /// <summary>Adds the provider to a session's options: built in, or as a plug-in.</summary>
    /// <param name="options">The options of a session that is about to be created.</param>
    /// <param name="settings">Says where the libraries are.</param>
    /// <exception cref="ProviderUnavailableException">It does not load either way; the message says what to do.</exception>
    public static void Append(SessionOptions options, InferenceSettings settings)
    {
        try
        {
            options.AppendExecutionProvider_CUDA(0);
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            RegisterPlugin(options, settings, e);
        }
    }

    // Builds since 1.22 may offer the provider as a plug-in that is registered by name.
    private static void RegisterPlugin(SessionOptions options, InferenceSettings settings, Exception first)
    {
        try
        {
            var environment = OrtEnv.Instance();
            environment.RegisterExecutionProviderLibrary(MemoryName, Path.Combine(settings.CudaLibraries ?? "", LibraryFile()));
            var devices = environment.GetEpDevices()
                .Where(d => d.EpName.Contains("CUDA", StringComparison.OrdinalIgnoreCase)).Take(1).ToList();
            options.AppendExecutionProvider(environment, devices, new Dictionary<string, string>());
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or ArgumentException)
        {
            throw new ProviderUnavailableException(
                $"The CUDA provider does not load ({first.Message.Trim()}; as a plug-in: {e.Message.Trim()}). "
                + "Give --cuda-libraries the folder of a CUDA build of ONNX Runtime"
                + ", with CUDA and cuDNN where the loader finds them, or use --provider cpu.",
                e);
        }
    }

    private static string LibraryFile() => OperatingSystem.IsWindows() ? $"{LibraryName}.dll" : $"lib{LibraryName}.so";
}
