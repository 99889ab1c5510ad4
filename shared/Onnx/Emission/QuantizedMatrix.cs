using Lts.Onnx.Weights;

namespace Lts.Onnx.Emission;

/// <summary>
/// A matrix as 8-bit integers, symmetric around 0, with a scale for each index of one dimension: value ≈ integer · scale, and the largest
/// magnitude that shares a scale becomes the largest integer. Rounds half to even; IEEE arithmetic gives the same bytes everywhere.
/// The matrix is read twice, for the scales and for the values, so that no more than a buffer of it is held.
/// </summary>
internal sealed class QuantizedMatrix
{
    private readonly IWeightSource _source;
    private readonly float[] _buffer;
    private readonly float _levels;
    private readonly int _columns;

    /// <summary>Reads the matrix for its scales.</summary>
    /// <exception cref="InvalidWeightException">A value is not finite.</exception>
    public QuantizedMatrix(WeightTensor weight, IWeightSource source, WeightFormat format, float[] buffer)
    {
        (Weight, _source, _buffer) = (weight, source, buffer);
        _levels = format == WeightFormat.SevenBit ? 63 : 127;
        _columns = checked((int)weight.Dims[1]);
        Scales = new float[weight.Dims[weight.ScaleAxis!.Value]];
        Read((first, values) =>
        {
            var at = new Place(this, first);
            foreach (var value in values)
            {
                ref var peak = ref Scales[at.Next()];
                var magnitude = Math.Abs(value);
                if (!float.IsFinite(value))
                {
                    throw new InvalidWeightException($"{weight.Name} holds {value}, which no 8-bit integer stands for: the model has diverged.");
                }

                peak = Math.Max(peak, magnitude);
            }
        });
        foreach (ref var scale in Scales.AsSpan())
        {
            // Where all is 0, or nearly, the integers are 0 whatever the scale.
            scale = scale / _levels is > 0 and var ratio && float.IsNormal(ratio) ? ratio : 1;
        }
    }

    /// <summary>Which matrix it is, and its shape in floats.</summary>
    public WeightTensor Weight { get; }

    /// <summary>What integers are multiplied by to have the floats back: one for each output.</summary>
    public float[] Scales { get; }

    /// <summary>Writes the integers.</summary>
    public void WriteValues(Stream destination)
    {
        var bytes = new byte[_buffer.Length];
        Read((first, values) =>
        {
            var at = new Place(this, first);
            for (var i = 0; i < values.Length; i++)
            {
                var level = MathF.Round(values[i] / Scales[at.Next()], MidpointRounding.ToEven);
                bytes[i] = unchecked((byte)(sbyte)Math.Clamp(level, -_levels, _levels));
            }

            destination.Write(bytes, 0, values.Length);
        });
    }

    private void Read(Action<long, Span<float>> use)
    {
        for (var first = 0L; first < Weight.ElementCount; first += _buffer.Length)
        {
            var elements = _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, Weight.ElementCount - first));
            _source.Fill(Weight, first, elements);
            use(first, elements);
        }
    }

    /// <summary>Which scale the elements have, one after another.</summary>
    private struct Place(QuantizedMatrix matrix, long first)
    {
        private int _row = (int)(first / matrix._columns);
        private int _column = (int)(first % matrix._columns);

        public int Next()
        {
            var scale = matrix.Weight.ScaleAxis == 0 ? _row : _column;
            if (++_column == matrix._columns)
            {
                (_row, _column) = (_row + 1, 0);
            }

            return scale;
        }
    }
}
