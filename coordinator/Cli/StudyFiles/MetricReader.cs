using Lts.Contracts;
using Lts.Protos.V1;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads a metric's name.</summary>
internal static class MetricReader
{
    public static bool TryRead(StudyFileErrors errors, int line, string name, out Metric metric)
    {
        if (WireNames.TryParse(name, out metric))
        {
            return true;
        }

        errors.Add(line, $"there is no metric called {name}; {NearestName.Hint(name, WireNames.All<Metric>())}");
        return false;
    }
}
