namespace Lts.Serving.Quotas;

/// <summary>A client did not read what it had asked for, and its call was ended.</summary>
/// <param name="limit">How long one message waited for it.</param>
public sealed class SlowReaderException(TimeSpan limit) : Exception(
    $"Nothing was read of this call for {limit.TotalSeconds:0} s, so it was ended. Call again, and read what comes.");
