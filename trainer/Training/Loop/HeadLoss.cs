using Lts.Trainer.Libtorch;
using Lts.Trainer.Models;
using Lts.Trainer.Training.Rules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Lts.Trainer.Training.Loop;

/// <summary>
/// Cross-entropy of the model's head, some positions at a time (<see cref="HeadChunks"/>): the logits of a batch are never in memory together.
/// </summary>
/// <param name="model">The model whose head gives the logits.</param>
/// <param name="vocabularySize">Logits of a position, V.</param>
/// <param name="compute">In which precision the head is computed; gradients follow it.</param>
internal sealed class HeadLoss(DecoderModel model, int vocabularySize, Compute compute)
{
    /// <summary>Computes the mean loss of all positions and adds the gradients of all weights.</summary>
    /// <param name="hidden">The last layer norm's output (B, S, D), with its graph.</param>
    /// <param name="targets">The next token of each position (B · S).</param>
    /// <param name="share">What the loss is multiplied by for the gradients: one over the number of batches that a step averages.</param>
    /// <returns>The mean loss, a scalar without a graph, in nats per token.</returns>
    public Tensor Backward(Tensor hidden, Tensor targets, double share)
    {
        using var scope = NewDisposeScope();
        var positions = (int)targets.shape[0];
        var chunk = HeadChunks.Positions(positions, vocabularySize);
        var flat = hidden.view(positions, -1); // (N, D)
        if (chunk == positions)
        {
            var loss = Loss(flat, targets, Reduction.Mean);
            (loss * share).backward();
            return loss.detach().MoveToOuterDisposeScope();
        }

        // Below the head the graph is walked once, with the gradients of all chunks together.
        var body = flat.detach();
        var gradients = new List<Tensor>();
        var sum = zeros(1, device: hidden.device);
        for (var start = 0; start < positions; start += chunk)
        {
            using var inner = NewDisposeScope();
            var length = Math.Min(chunk, positions - start);
            var part = body.narrow(0, start, length).detach().requires_grad_(true); // (n, D)
            var loss = Loss(part, targets.narrow(0, start, length), Reduction.Sum);
            (loss * (share / positions)).backward();
            gradients.Add(part.grad!.MoveToOuterDisposeScope());
            sum.add_(loss.detach());
        }

        // The gradient of Σ flat · g is g: so a gradient that is known already goes down.
        (flat * cat(gradients, 0)).sum().backward();
        return (sum / positions).MoveToOuterDisposeScope();
    }

    /// <summary>The sum of all positions' losses, without gradients.</summary>
    /// <param name="hidden">The last layer norm's output (B, S, D).</param>
    /// <param name="targets">The next token of each position (B · S).</param>
    /// <returns>Nats.</returns>
    public double Sum(Tensor hidden, Tensor targets)
    {
        using var scope = NewDisposeScope();
        var positions = (int)targets.shape[0];
        var chunk = HeadChunks.Positions(positions, vocabularySize);
        var flat = hidden.view(positions, -1);
        var sum = 0.0;
        for (var start = 0; start < positions; start += chunk)
        {
            using var inner = NewDisposeScope();
            var length = Math.Min(chunk, positions - start);
            sum += Loss(flat.narrow(0, start, length), targets.narrow(0, start, length), Reduction.Sum).item<float>();
        }

        return sum;
    }

    private Tensor Loss(Tensor hidden, Tensor targets, Reduction reduction)
    {
        using var precision = compute.Autocast(); // ends before backward, as PyTorch asks
        return Operators.CrossEntropy(model.Head(hidden), targets, reduction);
    }
}
