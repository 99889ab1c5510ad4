namespace Lts.Trainer.Export;

/// <summary>An ONNX file.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Bytes">Size of the file in bytes.</param>
/// <param name="Sha256">SHA-256 of it, in lower-case hexadecimal.</param>
internal sealed record ExportedFile(string Path, long Bytes, string Sha256);
