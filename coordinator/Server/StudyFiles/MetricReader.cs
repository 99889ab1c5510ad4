using Lts.Protos.V1;

namespace Lts.Coordinator.StudyFiles;

/// <summary>Reads a metric's name.</summary>
internal static class MetricReader
{
    public static bool TryRead(StudyFileErrors errors, int line, string name, out Metric metric)
    {
        if (WireNames.TryParse(name, out metric))
        {
            return true;
        }

        var hint = NearestName.Of(name, WireNames.All<Metric>()) is { } near ? $"did you mean {near}?" : $"choose {WireNames.Choices<Metric>()}.";
        errors.Add(line, $"there is no metric called {name}; {hint}");
        return false;
    }
}
