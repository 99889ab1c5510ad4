using Lts.Domain;
using Lts.Domain.Metrics;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads a metric's name.</summary>
internal static class MetricReader
{
    /// <returns><see langword="null"/>, and an error, when there is no such metric.</returns>
    public static Metric? Read(StudyFileErrors errors, int line, string name)
    {
        var metric = Metrics.Find(name);
        if (metric is null)
        {
            errors.Add(line, $"there is no metric called {name}; {NearestName.Hint(name, Metrics.Names)}");
        }

        return metric;
    }
}
