namespace Lts.Agent.Inference;

/// <summary>ONNX Runtime or an execution provider cannot be loaded on this device.</summary>
/// <param name="message">What is missing and what to do.</param>
/// <param name="inner">The loader's own words.</param>
internal sealed class ProviderUnavailableException(string message, Exception inner) : Exception(message, inner);
