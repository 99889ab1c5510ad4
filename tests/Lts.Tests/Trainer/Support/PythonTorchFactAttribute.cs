using Lts.Tests.Onnx;

namespace Lts.Tests.Trainer.Support;

/// <summary>A test that asks PyTorch, Debian's python3-torch, besides libtorch; skipped where either is not installed.</summary>
internal sealed class PythonTorchFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Installed = new(() =>
        File.Exists(PythonOnnxTheoryAttribute.Interpreter) && PythonOnnxTheoryAttribute.Run("import torch, numpy").ExitCode == 0);

    public PythonTorchFactAttribute() =>
        Skip = new TorchFactAttribute().Skip ?? (Installed.Value ? null : "PyTorch is not installed (on Debian: apt-get install python3-torch)");
}
