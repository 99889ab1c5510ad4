namespace Lts.Trainer.Training.Curve;

/// <summary>Round numbers for an axis.</summary>
internal static class AxisTicks
{
    /// <summary>Multiples of 1, 2 or 5 times a power of ten that lie in a range, about as many as asked for.</summary>
    public static IReadOnlyList<double> Of(double min, double max, int about)
    {
        if (max <= min)
        {
            return [min];
        }

        var rough = (max - min) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        var first = Math.Ceiling(min / step);
        var last = Math.Floor(max / step);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }
}
