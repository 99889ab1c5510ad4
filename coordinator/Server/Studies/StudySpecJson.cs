using System.Text.Json;
using System.Text.Json.Nodes;
using Lts.Coordinator.Studies.Json;
using Lts.Domain;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies;

/// <summary>Specifications and progress as they are stored.</summary>
internal static class StudySpecJson
{
    private const string FrontierField = "frontier";
    private const int LongestStoredFrontier = 10_000;

    /// <summary>As stored.</summary>
    public static string Write(StudySpec spec) => JsonSerializer.Serialize(spec, StudiesJson.Default.StudySpec);

    /// <summary>As stored.</summary>
    /// <param name="progress">How far the target has come.</param>
    /// <param name="frontier">Indices on its final frontier; <see langword="null"/> when that is not known, and not kept when it is long.</param>
    public static string Write(TargetProgress progress, IReadOnlyCollection<int>? frontier = null)
    {
        var summary = JsonSerializer.SerializeToNode(progress, StudiesJson.Default.TargetProgress)!.AsObject();
        if (frontier?.Count <= LongestStoredFrontier)
        {
            summary[FrontierField] = new JsonArray([.. frontier.Order().Select(index => (JsonNode)index)]);
        }

        return summary.ToJsonString();
    }

    /// <summary>
    /// The frontier that was stored with a target's progress; <see langword="null"/> when there is none, or it was damaged: it can be worked
    /// out again.
    /// </summary>
    public static int[]? ReadFrontier(string? json)
    {
        try
        {
            return json is not null && JsonNode.Parse(json) is JsonObject summary
                ? summary[FrontierField].Deserialize(StudiesJson.Default.Int32Array)
                : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // the latter of a field that is there twice
        {
            return null;
        }
    }

    /// <summary>As it was stored.</summary>
    /// <exception cref="JsonException">It was damaged.</exception>
    public static StudySpec ReadSpec(string json) => WholeJson.Read(json, StudiesJson.Default.StudySpec);

    /// <summary>As it was stored; all zero when there is none. It is only shown: that it was damaged hides no study.</summary>
    public static TargetProgress ReadProgress(string? json)
    {
        try
        {
            return json is not null && JsonSerializer.Deserialize(json, StudiesJson.Default.TargetProgress) is { } progress && double.IsFinite(progress.Hypervolume)
                ? progress with { HasReferencePoint = progress.Hypervolume > 0 } // what is stored does not say, and of 0 there is nothing to show
                : new TargetProgress();
        }
        catch (JsonException)
        {
            return new TargetProgress();
        }
    }
}
