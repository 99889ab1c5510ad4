using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;
using Lts.Trainer.Training.Runs;
using static TorchSharp.torch;

namespace Lts.Trainer.Training.Loop;

/// <summary>Writes the weights that a run ends with as a model folder.</summary>
internal static class ModelOutput
{
    /// <summary>Writes the run's <c>model/</c>.</summary>
    /// <param name="run">The run whose model folder is written.</param>
    /// <param name="learner">Holds the weights to write.</param>
    public static void Write(PreparedRun run, Learner learner)
    {
        using var scope = NewDisposeScope();
        ModelFolderWriter.Write(run.Folder.Model, run.Architecture, new LearntWeights(learner), TokenizerFile.Load(run.Data.TokenizerPath));
    }

    /// <summary>The model's parameters, brought to the CPU one at a time.</summary>
    private sealed class LearntWeights(Learner learner) : IWeightSource
    {
        private readonly Dictionary<string, Tensor> _tensors =
            learner.Weights().ToDictionary(weight => weight.Name, weight => weight.Tensor, StringComparer.Ordinal);

        private (string Name, Tensor Values)? _current;

        /// <inheritdoc/>
        public void Fill(WeightTensor tensor, long firstElement, Span<float> destination)
        {
            if (_current?.Name != tensor.Name)
            {
                _current?.Values.Dispose();
                _current = (tensor.Name, _tensors[tensor.Name].detach().cpu().contiguous());
            }

            var bytes = _current.Value.Values.bytes;
            System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).Slice(checked((int)firstElement), destination.Length).CopyTo(destination);
        }
    }
}
