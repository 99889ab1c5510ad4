using System.Runtime.InteropServices;

namespace Lts.Trainer.Libtorch;

/// <summary>What libtorch's exceptions mean; their type is the same for all.</summary>
internal static class TorchErrors
{
    /// <summary>Whether memory ran out: of our allocator, of libtorch's own on the CPU, or of a GPU.</summary>
    public static bool IsOutOfMemory(Exception exception) =>
        exception is OutOfMemoryException
        || (exception is ExternalException
            && (exception.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
                || exception.Message.Contains("can't allocate memory", StringComparison.Ordinal)
                || exception.Message.Contains("bad_alloc", StringComparison.Ordinal)));
}
