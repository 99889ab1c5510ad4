using System.Runtime.InteropServices;

namespace TorchSharp;

/// <content>Threads.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Shim)]
    internal static partial void lts_set_num_threads(int n);

    [LibraryImport(Shim)]
    internal static partial int lts_get_num_threads();
}
