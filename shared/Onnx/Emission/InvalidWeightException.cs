namespace Lts.Onnx.Emission;

/// <summary>A weight has a value that the graph cannot hold.</summary>
/// <param name="message">Which weight, and why.</param>
public sealed class InvalidWeightException(string message) : Exception(message);
