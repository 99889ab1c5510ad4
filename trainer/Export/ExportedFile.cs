namespace Lts.Trainer.Export;

/// <summary>An ONNX file.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of it, in lower-case hexadecimal.</param>
internal sealed record ExportedFile(string Path, long Bytes, string Sha256);
