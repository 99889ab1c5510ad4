using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Lts.Hosting;

/// <summary>Environment variables that native libraries read. On Unix, .NET's environment is a copy, which native code does not see.</summary>
public static partial class NativeEnvironment
{
    /// <summary>Sets a variable for native code in this process, for .NET and for children.</summary>
    /// <param name="name">The variable, as native code asks for it.</param>
    /// <param name="value">What it is from now on.</param>
    /// <exception cref="Win32Exception">The system refuses it.</exception>
    public static void Set(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (!OperatingSystem.IsWindows() && SetVariable(name, value, overwrite: 1) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
