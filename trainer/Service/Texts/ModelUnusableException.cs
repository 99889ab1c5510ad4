using Lts.Trainer.Inference;

namespace Lts.Trainer.Service.Texts;

/// <summary>The model of a completed job cannot be loaded or run: its files are damaged or gone, or ONNX Runtime refuses it.</summary>
/// <param name="job">Id of the job that trained the model.</param>
/// <param name="cause">The error of reading or running the model.</param>
internal sealed class ModelUnusableException(string job, Exception cause)
    : Exception($"The model of job '{job}' cannot be used: {Sessions.Printable(cause.Message)}", cause);
