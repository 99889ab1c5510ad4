using System.Runtime.InteropServices;
using Lts.Trainer.Models.SafeTensors;
using static TorchSharp.torch;

namespace Lts.Trainer.Training.Checkpoints;

/// <summary>Tensors of a checkpoint as safetensors, float32.</summary>
internal static class TensorFile
{
    /// <summary>Writes a file and waits until it is on the disk.</summary>
    /// <param name="path">The file to write; one that is there is replaced.</param>
    /// <param name="tensors">Float32 tensors by name, on any device.</param>
    /// <exception cref="Lts.Hosting.UserErrorException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors) =>
        SafeTensorsFile.Write(path, [.. tensors.Select(t => new TensorEntry(t.Name, TensorType.F32, [.. t.Tensor.shape], Elements(t.Tensor)))]);

    /// <summary>Reads a file into tensors, which must be those of the file.</summary>
    /// <exception cref="Lts.Hosting.UserErrorException">The file is damaged or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds other tensors.</exception>
    public static void Read(string path, IReadOnlyList<(string Name, Tensor Tensor)> tensors)
    {
        using var file = SafeTensorsFile.Open(path);
        if (file.Tensors.Count != tensors.Count || !tensors.All(t => Holds(file, t.Name, t.Tensor)))
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} does not hold the tensors of this model.");
        }

        using var none = no_grad();
        foreach (var (name, tensor) in tensors)
        {
            using var scope = NewDisposeScope();
            var read = empty_like(tensor, device: CPU);
            file.ReadFloats(file.Tensors[name], 0, MemoryMarshal.Cast<byte, float>(read.bytes));
            tensor.copy_(read);
        }
    }

    private static Action<Stream> Elements(Tensor tensor) => stream =>
    {
        using var scope = NewDisposeScope();
        stream.Write(tensor.detach().cpu().contiguous().bytes);
    };

    private static bool Holds(SafeTensorsFile file, string name, Tensor tensor) =>
        file.Tensors.TryGetValue(name, out var found) && found.Type == TensorType.F32 && found.Shape.AsSpan().SequenceEqual(tensor.shape);
}
