using Google.Protobuf.WellKnownTypes;

namespace Lts.Contracts;

/// <summary>Moments and spans of time on the wire.</summary>
public static class WireTime
{
    /// <summary>A moment; the default value, which stands for an unknown one, is not sent.</summary>
    public static Timestamp? ToProto(DateTimeOffset time) => time == default ? null : Timestamp.FromDateTimeOffset(time);

    /// <summary>A moment; <see langword="null"/> is not sent.</summary>
    public static Timestamp? ToProto(DateTimeOffset? time) => time is { } known ? Timestamp.FromDateTimeOffset(known) : null;

    /// <summary>A moment; the default value where none was sent, or something that is none.</summary>
    public static DateTimeOffset Read(Timestamp? message) => ReadOptional(message) ?? default;

    /// <summary>A moment; <see langword="null"/> where none was sent, or something that is none.</summary>
    public static DateTimeOffset? ReadOptional(Timestamp? message) =>
        message is not null && IsMoment(message) ? message.ToDateTimeOffset() : null;

    /// <summary>Whether a message is a moment at all: strangers may send any number of seconds.</summary>
    public static bool IsMoment(Timestamp message)
    {
        ArgumentNullException.ThrowIfNull(message);
        const long year1 = -62_135_596_800, year10000 = 253_402_300_800;
        return message is { Seconds: >= year1 and < year10000, Nanos: >= 0 and < 1_000_000_000 };
    }

    /// <summary>A span in whole milliseconds.</summary>
    public static long ToMilliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    /// <summary>A span of any number of milliseconds, also one that only a validator will refuse.</summary>
    public static TimeSpan ReadMilliseconds(long milliseconds) =>
        Math.Abs((double)milliseconds) > TimeSpan.MaxValue.TotalMilliseconds / 2
            ? TimeSpan.MaxValue
            : TimeSpan.FromMilliseconds(milliseconds);
}
