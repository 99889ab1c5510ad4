using Lts.Domain;
using Lts.Hosting;
using Serilog.Events;
using Serilog.Parsing;

namespace Lts.Tests.Hosting;

/// <summary>An event is one line, whatever a stranger sent.</summary>
public sealed class LogLineFormatterTests
{
    private static readonly DateTimeOffset Time = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("pi", "03:04:05 INF Device pi is online")]
    [InlineData("größer 🙂", "03:04:05 INF Device größer 🙂 is online")]
    [InlineData("x\n03:04:06 INF forged", "03:04:05 INF Device x\\u000a03:04:06 INF forged is online")]
    [InlineData("x\r\u001b[2J\u2028", "03:04:05 INF Device x\\u000d\\u001b[2J\\u2028 is online")]
    [InlineData("{Other}", "03:04:05 INF Device {Other} is online")]
    public void Event_IsOneEscapedLine(string name, string line) =>
        Assert.Equal(line + Environment.NewLine, Format("Device {Name} is online", name));

    [Fact]
    public void LongLine_IsCut_AndSaysBySoMuch()
    {
        var lines = Format("{Name}", new string('x', 1_000_000));

        Assert.InRange(lines.Length, Limits.LogLineLength, Limits.LogLineLength + 100);
        Assert.Contains($"{1_000_000 - Limits.LogLineLength} more characters", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void LinesOfAnException_AreIndented_SoThatNoneLooksLikeAnEvent()
    {
        var lines = Format("Broken {Name}", "pi", new InvalidOperationException("first\n03:04:06 INF forged\r03:04:07 \u001b[31m"))
            .Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("03:04:05 INF Broken pi", lines[0]);
        Assert.True(lines.Length >= 3);
        Assert.All(lines[1..], line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
    }

    private static string Format(string template, string name, Exception? exception = null)
    {
        using var output = new StringWriter();
        new LogLineFormatter().Format(
            new LogEvent(
                Time, LogEventLevel.Information, exception, new MessageTemplateParser().Parse(template),
                [new LogEventProperty("Name", new ScalarValue(name))]),
            output);
        return output.ToString();
    }
}
