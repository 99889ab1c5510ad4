using Google.Protobuf.WellKnownTypes;

namespace Lts.Contracts;

/// <summary>Moments and spans of time on the wire.</summary>
public static class WireTime
{
    /// <summary>A moment; the default value, which stands for an unknown one, is not sent.</summary>
    public static Timestamp? ToProto(DateTimeOffset time) => time == default ? null : Timestamp.FromDateTimeOffset(time);

    /// <summary>A moment; <see langword="null"/> is not sent.</summary>
    public static Timestamp? ToProto(DateTimeOffset? time) => time is { } known ? Timestamp.FromDateTimeOffset(known) : null;

    /// <summary>A moment; the default value where none was sent.</summary>
    public static DateTimeOffset Read(Timestamp? message) => message?.ToDateTimeOffset() ?? default;

    /// <summary>A moment; <see langword="null"/> where none was sent.</summary>
    public static DateTimeOffset? ReadOptional(Timestamp? message) => message?.ToDateTimeOffset();

    /// <summary>A span in whole milliseconds.</summary>
    public static long ToMilliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    /// <summary>A span of any number of milliseconds, also one that only a validator will refuse.</summary>
    public static TimeSpan ReadMilliseconds(long milliseconds) =>
        Math.Abs((double)milliseconds) > TimeSpan.MaxValue.TotalMilliseconds / 2
            ? TimeSpan.MaxValue
            : TimeSpan.FromMilliseconds(milliseconds);
}
