using static TorchSharp.torch;
namespace Lts.Trainer.Training.Checkpoints;
internal static class TensorFile
{
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        using var f = File.Create(path);
        foreach (var (n, t) in tensors) f.Write(t.bytes);
        f.Flush(true);
    }
    public static void Read(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        using var f = File.OpenRead(path);
        foreach (var (n, t) in tensors) f.ReadExactly(t.bytes);
    }
}
