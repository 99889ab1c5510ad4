using System.Text.Json.Serialization;

namespace Lts.Coordinator.Storage.Outcomes;

/// <summary>A number before and after, as it is stored.</summary>
internal sealed record StoredPair(
    [property: JsonPropertyName("item1")] double Start,
    [property: JsonPropertyName("item2")] double End)
{
    /// <summary>As it is stored.</summary>
    public static StoredPair Of((double Start, double End) pair) => new(pair.Start, pair.End);

    /// <summary>As it was stored.</summary>
    public (double Start, double End) Read() => (Start, End);
}
