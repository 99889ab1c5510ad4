using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Measured values by metric on the wire.</summary>
public static class MetricValueMapping
{
    /// <summary>To the wire.</summary>
    public static Proto.MetricValue ToProto(MetricValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var message = new Proto.MetricValue { Metric = value.Metric, Value = value.Value, Samples = { value.Samples } };
        if (value.Low is { } low)
        {
            message.Low = low;
        }

        if (value.High is { } high)
        {
            message.High = high;
        }

        return message;
    }

    /// <summary>From the wire.</summary>
    public static MetricValue Read(Proto.MetricValue message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new MetricValue(message.Metric, message.Value, message.HasLow ? message.Low : null, message.HasHigh ? message.High : null)
        {
            Samples = [.. message.Samples],
        };
    }
}
