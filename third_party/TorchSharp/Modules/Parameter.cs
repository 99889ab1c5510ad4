namespace TorchSharp.Modules;

/// <summary>A tensor that a module learns.</summary>
public sealed class Parameter : torch.Tensor
{
    /// <summary>Takes a tensor over: <paramref name="data"/> counts as disposed, and its scope has the parameter instead.</summary>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(data.MoveHandle()) => this.requires_grad = requires_grad;
}
