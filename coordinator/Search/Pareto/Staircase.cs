namespace Lts.Search.Pareto;

/// <summary>The area that points in a plane dominate within a reference point, kept up to date as points are added.</summary>
/// <param name="referenceX">Right end.</param>
/// <param name="referenceY">Upper end.</param>
internal sealed class Staircase(double referenceX, double referenceY)
{
    // The points that matter: x rises strictly, y falls strictly.
    private readonly List<(double X, double Y)> _steps = [];

    /// <summary>The dominated area.</summary>
    public double Area { get; private set; }

    /// <summary>Adds a point that is less than the reference in both coordinates.</summary>
    public void Add(double x, double y)
    {
        int first = CountUpTo(x);
        if (first > 0 && _steps[first - 1].Y <= y)
        {
            return;
        }

        if (first > 0 && _steps[first - 1].X.Equals(x))
        {
            first--;
        }

        // The new area lies between y and the steps above it: one rectangle for each, from left to right.
        double left = x;
        double ceiling = first > 0 ? _steps[first - 1].Y : referenceY;
        int next = first;
        for (; next < _steps.Count && _steps[next].Y >= y; next++)
        {
            Area += (_steps[next].X - left) * (ceiling - y);
            (left, ceiling) = _steps[next];
        }

        double right = next < _steps.Count ? _steps[next].X : referenceX;
        Area += (right - left) * (ceiling - y);
        _steps.RemoveRange(first, next - first);
        _steps.Insert(first, (x, y));
    }

    /// <summary>Number of steps whose x is at most the given one.</summary>
    private int CountUpTo(double x)
    {
        int low = 0;
        int high = _steps.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _steps[middle].X <= x ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
