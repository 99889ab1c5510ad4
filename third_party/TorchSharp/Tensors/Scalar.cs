namespace TorchSharp;

/// <summary>A number beside tensors: an integer leaves a tensor of integers one, a real number does not.</summary>
public readonly struct Scalar
{
    private Scalar(double value, bool integral) => (Value, Integral) = (value, integral ? 1 : 0);

    internal double Value { get; }

    internal int Integral { get; }

    /// <summary>An integer, up to 2^53.</summary>
    public static implicit operator Scalar(int value) => new(value, integral: true);

    /// <summary>An integer, up to 2^53.</summary>
    public static implicit operator Scalar(long value) => new(value, integral: true);

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(float value) => new(value, integral: false);

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(double value) => new(value, integral: false);
}
