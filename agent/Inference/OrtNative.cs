using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The table of functions that ONNX Runtime's native library exports.</summary>
internal static unsafe class OrtNative
{
    // The newest function used, AllocatorGetStats, came with version 23 of the table. Tables only ever grow at their end.
    private const uint ApiVersion = 23;

    /// <summary>The table. The struct is the managed API's own, so that the places in it are never ours to count.</summary>
    /// <exception cref="InvalidOperationException">The native library is older than 1.23.</exception>
    public static OrtApi* Api { get; } = FindApi();

    /// <summary>Fails early when the library is too old.</summary>
    /// <exception cref="TypeInitializationException">It is; the cause says so.</exception>
    public static void RequireRecent() => _ = Api;

    /// <summary>Throws what a returned status says, and frees it.</summary>
    public static void Check(IntPtr status)
    {
        if (status == IntPtr.Zero)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged<IntPtr, IntPtr>)Api->GetErrorMessage)(status));
        ((delegate* unmanaged<IntPtr, void>)Api->ReleaseStatus)(status);
        throw new InvalidOperationException($"ONNX Runtime: {message}");
    }

    private static OrtApi* FindApi()
    {
        var getBase = (delegate* unmanaged<OrtApiBase*>)NativeLibrary.GetExport(Load(), "OrtGetApiBase");
        var api = ((delegate* unmanaged<uint, OrtApi*>)getBase()->GetApi)(ApiVersion);
        return api != null
            ? api
            : throw new InvalidOperationException(
                $"ONNX Runtime {OrtEnv.Instance().GetVersionString()} is too old: 1.{ApiVersion} or later is needed.");
    }

    /// <summary>
    /// Opens the library in the places where the managed API looks for it, in the same order, so that one library is opened twice and not
    /// two libraries once.
    /// </summary>
    private static IntPtr Load()
    {
        var file = OperatingSystem.IsWindows() ? "onnxruntime.dll"
            : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";
        if (NativeLibrary.TryLoad(file, typeof(OrtEnv).Assembly, null, out var library))
        {
            return library;
        }

        return NativeLibrary.Load(Path.Combine(Folder(), file));
    }

    /// <summary>Where the native libraries of this system lie: in the folder of the platform, or beside a program that was published for one.</summary>
    public static string Folder()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var folder = Path.Combine(AppContext.BaseDirectory, "runtimes", $"{system}-{architecture}", "native");
        return Directory.Exists(folder) ? folder : AppContext.BaseDirectory;
    }
}
