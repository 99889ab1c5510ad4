using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Lts.Trainer.Libtorch;

/// <summary>A parameter and what AdamW remembers of its gradients.</summary>
internal sealed class AdamWSlot : IDisposable
{
    /// <summary>Moments of 0, beside the parameter.</summary>
    public AdamWSlot(string name, Parameter parameter)
    {
        (Name, Parameter) = (name, parameter);
        Mean = zeros_like(parameter).DetachFromDisposeScope();
        Square = zeros_like(parameter).DetachFromDisposeScope();
    }

    /// <summary>Its name in the model.</summary>
    public string Name { get; }

    /// <summary>What is learnt.</summary>
    public Parameter Parameter { get; }

    /// <summary>The running mean of gradients.</summary>
    public Tensor Mean { get; }

    /// <summary>The running mean of their squares.</summary>
    public Tensor Square { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Mean.Dispose();
        Square.Dispose();
    }
}
