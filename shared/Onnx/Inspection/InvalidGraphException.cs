namespace Lts.Onnx.Inspection;

/// <summary>A graph was refused before any runtime saw it.</summary>
/// <param name="message">What is wrong, naming the tensor or operator.</param>
public sealed class InvalidGraphException(string message) : Exception(message);
