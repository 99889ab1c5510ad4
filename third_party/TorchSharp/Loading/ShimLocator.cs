using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Loading;

/// <summary>
/// Finds the C shim over libtorch: where <c>LTS_TORCH_SHIM</c> says, beside the program, or in <c>artifacts/native</c> of the tree that the
/// program was built in. This file is compiled into each assembly that calls the shim, for a resolver serves one assembly.
/// </summary>
internal static class ShimLocator
{
    /// <summary>The library's name in <c>LibraryImport</c>.</summary>
    internal const string Library = "lts_torch";

    private const string Variable = "LTS_TORCH_SHIM";

    /// <summary>Makes the assembly's calls reach the shim.</summary>
    internal static void Serve(Assembly assembly) => NativeLibrary.SetDllImportResolver(assembly, Resolve);

    /// <summary>The file that would be loaded, or null if there is none.</summary>
    internal static string? Find() => Candidates().FirstOrDefault(File.Exists);

    private static string FileName =>
        OperatingSystem.IsWindows() ? $"{Library}.dll" : OperatingSystem.IsMacOS() ? $"lib{Library}.dylib" : $"lib{Library}.so";

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            // Only there: whoever names a place does not want another one.
            yield return Directory.Exists(given) ? Path.Combine(given, FileName) : given;
            yield break;
        }

        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "artifacts", "native", FileName);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Library)
        {
            return 0;
        }

        var path = Find() ?? throw new DllNotFoundException(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? $"{Variable} says that the shim over libtorch is {given}, and there is no {FileName}."
            : $"{FileName}, the shim over libtorch, is not built: run eng/torch.sh, or set {Variable} to the file.");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException($"{path} does not load; was it built for another libtorch? Run eng/torch.sh again. {e.Message}", e);
        }
    }
}
