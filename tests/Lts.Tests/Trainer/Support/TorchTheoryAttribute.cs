namespace Lts.Tests.Trainer.Support;

/// <summary>A test that needs libtorch; skipped where its shim is not built. Its class belongs to <see cref="TorchSerial"/>.</summary>
internal sealed class TorchTheoryAttribute : TheoryAttribute
{
    public TorchTheoryAttribute() => Skip = TorchFactAttribute.SkipReason;
}
