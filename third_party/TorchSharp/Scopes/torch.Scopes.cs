namespace TorchSharp;

public static partial class torch
{
    /// <summary>Opens a scope that disposes the tensors made in it; use it in a <c>using</c> statement.</summary>
    public static DisposeScope NewDisposeScope() => new();

    /// <summary>Computes without recording for <see cref="Tensor.backward"/>, until what is returned is disposed.</summary>
    public static IDisposable no_grad() => new GradMode(enabled: false);

    /// <summary>Records again inside <see cref="no_grad"/>, or does not, until what is returned is disposed.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Whether operators are recorded in this thread.</summary>
    public static bool is_grad_enabled() => Native.lts_is_grad_enabled() != 0;

    private sealed class GradMode(bool enabled) : IDisposable
    {
        private readonly int _before = Native.lts_grad_mode(enabled ? 1 : 0);

        public void Dispose() => Native.lts_grad_mode(_before);
    }
}
