using System.Text.Json;
using Lts.Coordinator.Studies.Json;
using Lts.Domain;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies;

/// <summary>Specifications and progress as they are stored.</summary>
internal static class StudySpecJson
{
    /// <summary>As stored.</summary>
    public static string Write(StudySpec spec) => JsonSerializer.Serialize(spec, StudiesJson.Default.StudySpec);

    /// <summary>As stored.</summary>
    public static string Write(TargetProgress progress) => JsonSerializer.Serialize(progress, StudiesJson.Default.TargetProgress);

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
