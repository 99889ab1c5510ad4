namespace Lts.Tests.Trainer.Support;

/// <summary>A test of libtorch against Python's PyTorch.</summary>
internal sealed class PythonTorchTheoryAttribute : TheoryAttribute
{
    public PythonTorchTheoryAttribute() => Skip = PythonTorch.SkipReason;
}
