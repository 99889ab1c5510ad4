using System.Text.Json;
using Lts.Cli.Client.Json;
using Lts.Contracts.Json;
using Lts.Tests.Coordinator.Storage;

namespace Lts.Tests.Contracts;

/// <summary>The one JSON form, and the flat names that older scripts read.</summary>
public sealed class JsonDialectTests
{
    [Fact]
    public void FlatNames_TellWhatTheOneFormTells()
    {
        var json = JsonSerializer.SerializeToElement(FlatMeasurementJson.Of(
            MeasurementJson.Of(StoreSamples.Measurement(12.5), includeSamples: false, includeContext: true)), Options);

        Assert.Equal(12.5, json.GetProperty("latency_ms").GetDouble());
        Assert.Equal(12.5, json.GetProperty("latency").GetProperty("latency_ms").GetDouble());
        foreach (var (flat, nested) in new[] { ("latency_low_ms", "low_ms"), ("raw_p50_ms", "p50_ms"), ("raw_min_ms", "min_ms") })
        {
            Assert.Equal(json.GetProperty("latency").GetProperty(nested).GetRawText(), json.GetProperty(flat).GetRawText());
        }

        Assert.Equal(json.GetProperty("memory").GetProperty("peak_bytes").GetRawText(), json.GetProperty("peak_bytes").GetRawText());
        Assert.Equal(JsonValueKind.Object, json.GetProperty("context").ValueKind);
        Assert.False(json.GetProperty("latency").TryGetProperty("candidate_samples_ms", out _));
    }

    [Fact]
    public void Samples_GoAlongWhenTheyAreAskedFor()
    {
        var json = JsonSerializer.SerializeToElement(
            MeasurementJson.Of(StoreSamples.Measurement(12.5), includeSamples: true, includeContext: false), Options);

        Assert.NotEqual(0, json.GetProperty("latency").GetProperty("candidate_samples_ms").GetArrayLength());
        Assert.False(json.TryGetProperty("context", out _));
    }

    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    public void Numbers_AreFiniteOrNull(double value, string json) => Assert.Equal(json, JsonSerializer.Serialize(value, Options));

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("null", double.PositiveInfinity)]
    [InlineData("\"Infinity\"", double.PositiveInfinity)]
    [InlineData("\"-Infinity\"", double.NegativeInfinity)]
    [InlineData("\"NaN\"", double.NaN)]
    public void Numbers_AreReadAsEveryVersionWroteThem(string json, double value) =>
        Assert.Equal(value, JsonSerializer.Deserialize<double>(json, Options));

    [Theory]
    [InlineData("\"1.5\"")]
    [InlineData("true")]
    public void Numbers_AreNothingElse(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<double>(json, Options));

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new FiniteNumberConverter() },
    };
}
