namespace Lts.Tests.Trainer.Support;

/// <summary>A test of libtorch against Python's PyTorch.</summary>
internal sealed class PythonTorchFactAttribute : FactAttribute
{
    public PythonTorchFactAttribute() => Skip = PythonTorch.SkipReason;
}
