using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Lts.Agent.Inference;

/// <summary>Loads ONNX Runtime's native library into this process: only ever a child's.</summary>
internal static class NativeRuntime
{
    /// <summary>Loads it and says what it is.</summary>
    /// <exception cref="ProviderUnavailableException">It does not load.</exception>
    public static RuntimeFacts Load(InferenceSettings settings)
    {
        try
        {
            if (settings.CudaLibraries is { } folder)
            {
                UseFolder(folder);
            }

            var environment = OrtEnv.Instance();
            OrtNative.RequireRecent();
            return new RuntimeFacts(environment.GetVersionString(), [.. environment.GetAvailableProviders()]);
        }
        catch (Exception e)
            when (e is DllNotFoundException or TypeInitializationException or BadImageFormatException or OnnxRuntimeException)
        {
            var cause = e.InnerException ?? e;
            throw new ProviderUnavailableException(
                $"ONNX Runtime's native library does not load on {RuntimeInformation.RuntimeIdentifier}: {cause.Message}", e);
        }
    }

    private static void UseFolder(string folder)
    {
        var name = OperatingSystem.IsWindows() ? "onnxruntime.dll"
            : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";
        OrtEnv.DisableDllImportResolver = true;
        NativeLibrary.SetDllImportResolver(
            typeof(OrtEnv).Assembly,
            (library, _, _) => library.StartsWith("onnxruntime", StringComparison.Ordinal)
                ? NativeLibrary.Load(Path.Combine(folder, name)) : 0);
    }
}
