using Lts.Trainer.Libtorch;

namespace Lts.Tests.Trainer.Support;

/// <summary>A test that needs libtorch; skipped where its shim is not built. Its class belongs to <see cref="TorchSerial"/>.</summary>
internal sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute() => Skip = SkipReason;

    /// <summary>Why tests that need libtorch are skipped, or null.</summary>
    public static string? SkipReason { get; } = TorchRuntime.IsInstalled ? null : "libtorch's shim is not built (eng/torch.sh)";
}
