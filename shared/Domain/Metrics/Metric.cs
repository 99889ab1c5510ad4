namespace Lts.Domain.Metrics;

/// <summary>A number that a candidate has; its properties are in <see cref="Metrics"/>.</summary>
public enum Metric
{
    /// <summary>Decoder parameters, a count; known without measuring. The proxy of perplexity.</summary>
    DecoderParameters = 1,

    /// <summary>Decoder and embedding parameters, a count; known without measuring.</summary>
    TotalParameters = 2,

    /// <summary>Size of the weights in float32, in MiB; known without measuring.</summary>
    ModelMiB = 3,

    /// <summary>Latency of one inference, in milliseconds; measured.</summary>
    LatencyMs = 4,

    /// <summary>Peak memory of the whole process while running, in MiB; measured.</summary>
    PeakMemoryMiB = 5,
}
