using System.Runtime.InteropServices;

namespace Lts.Trainer.Libtorch;

/// <summary>libtorch refused, in its own words. TorchSharp throws the base class; catch that to catch both.</summary>
/// <param name="message">What libtorch said.</param>
internal sealed class TorchException(string message) : ExternalException(message);
