using Lts.Hosting;

namespace Lts.Tests.Hosting;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("60s", 60_000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("250 ms", 250)]
    [InlineData("2h", 7_200_000)]
    public void Duration_WithUnit_IsRead(string text, long expected)
    {
        Assert.True(Quantity.TryDurationMs(text, out var milliseconds));
        Assert.Equal(expected, milliseconds);
    }

    [Theory]
    [InlineData("2GiB", 2L << 30)]
    [InlineData("512 MB", 512_000_000)]
    [InlineData("1.5kib", 1536)]
    public void Size_WithUnit_IsRead(string text, long expected)
    {
        Assert.True(Quantity.TrySizeBytes(text, out var bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("60")]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("0s")]
    [InlineData("1.2.3s")]
    [InlineData("1e400s")]
    [InlineData("5 parsecs")]
    [InlineData("99999999999999999999h")]
    public void Duration_Nonsense_IsRefused(string text) => Assert.False(Quantity.TryDurationMs(text, out _));

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7200)]
    public void DurationOfAnOption_IsRead(string text, double seconds) =>
        Assert.Equal(seconds, Quantity.Duration("--x", text, TimeSpan.FromDays(1)).TotalSeconds);

    [Theory]
    [InlineData("", "--x: '' is not a time with its unit")]
    [InlineData("30", "--x: '30' is not a time with its unit")]
    [InlineData("0s", "is not a time")]
    [InlineData("-1s", "is not a time")]
    [InlineData("25h", "--x: '25h' is longer than 24 h")]
    public void BadDurationOfAnOption_IsAUsageError(string text, string message)
    {
        var error = Assert.Throws<UserErrorException>(() => Quantity.Duration("--x", text, TimeSpan.FromDays(1)));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
