using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Two functions of ONNX Runtime's C API that its managed API leaves out.</summary>
/// <remarks>Uses public members only, so that it compiles against the genuine package as well as against third_party's.</remarks>
internal static unsafe class OrtExtras
{
    /// <summary>
    /// Lets external weights be read from memory instead of from a file. ONNX Runtime keeps the address, not a copy: the buffer must stay
    /// as it is until every session made with these options has been created.
    /// </summary>
    /// <param name="options">The options of the sessions.</param>
    /// <param name="fileName">The file that the graph names as the place of its weights.</param>
    /// <param name="buffer">What would be in that file.</param>
    /// <param name="length">The buffer's length in bytes.</param>
    /// <exception cref="InvalidOperationException">ONNX Runtime refuses; the message is its own.</exception>
    public static void AddExternalInitializersFromFilesInMemory(this SessionOptions options, string fileName, IntPtr buffer, nuint length)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(fileName);
        var add = (delegate* unmanaged<IntPtr, IntPtr*, IntPtr*, nuint*, nuint, IntPtr>)
            OrtNative.Api->AddExternalInitializersFromFilesInMemory;

        // ORTCHAR_T, the character of file names, is wchar_t on Windows and char elsewhere.
        var name = OperatingSystem.IsWindows() ? Marshal.StringToCoTaskMemUni(fileName) : Marshal.StringToCoTaskMemUTF8(fileName);
        try
        {
            OrtNative.Check(add(options.DangerousGetHandle(), &name, &buffer, &length, 1));
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
            GC.KeepAlive(options);
        }
    }

    /// <summary>
    /// What an allocator says of itself: names and numbers as ONNX Runtime writes them, for example <c>MaxInUse</c> in bytes. Empty for an
    /// allocator that keeps no statistics.
    /// </summary>
    /// <exception cref="InvalidOperationException">ONNX Runtime refuses; the message is its own.</exception>
    public static IReadOnlyDictionary<string, string> GetStats(this OrtAllocator allocator)
    {
        ArgumentNullException.ThrowIfNull(allocator);
        var api = OrtNative.Api;
        IntPtr pairs;
        OrtNative.Check(((delegate* unmanaged<IntPtr, IntPtr*, IntPtr>)api->AllocatorGetStats)(allocator.DangerousGetHandle(), &pairs));
        GC.KeepAlive(allocator);
        try
        {
            IntPtr* keys;
            IntPtr* values;
            nuint count;
            ((delegate* unmanaged<IntPtr, IntPtr**, IntPtr**, nuint*, void>)api->GetKeyValuePairs)(pairs, &keys, &values, &count);
            var stats = new Dictionary<string, string>((int)count, StringComparer.Ordinal);
            for (nuint i = 0; i < count; i++)
            {
                stats[Marshal.PtrToStringUTF8(keys[i])!] = Marshal.PtrToStringUTF8(values[i])!;
            }

            return stats;
        }
        finally
        {
            ((delegate* unmanaged<IntPtr, void>)api->ReleaseKeyValuePairs)(pairs);
        }
    }
}
