using System.Globalization;
using Lts.Protos.V1;
using Lts.Tests.EndToEnd;

namespace Lts.Benchmarks.Fleet;

/// <summary>
/// What a candidate costs besides creating sessions and running, in a real study on a busy device: from the start of one candidate to the
/// start of the next, less its session and run times; and the gap in which the device measured nothing.
/// </summary>
public static class CandidateOverheadBenchmark
{
    /// <summary>Runs a small study on one agent and prints medians.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.StartAgentAsync("busy");
        var request = SmallStudy.Create("overhead");
        request.Spec.Random = new RandomSearch { Count = 40, BatchSize = 20 };
        var study = await laboratory.Studies.CreateStudyAsync(request);
        await laboratory.WatchAsync(study.Id, TimeSpan.FromMinutes(5));

        var contexts = (await laboratory.CandidatesAsync(study.Id))
            .Where(c => c.Measurement is not null).Select(c => c.Measurement.Context).OrderBy(c => c.StartTime).ToList();
        var cycles = contexts.Zip(contexts.Skip(1), (a, b) =>
            (b.StartTime.ToDateTimeOffset() - a.StartTime.ToDateTimeOffset()).TotalMilliseconds - a.SessionCreateMs - a.RunMs).ToList();
        var gaps = contexts.Zip(contexts.Skip(1), (a, b) => (b.StartTime.ToDateTimeOffset() - a.EndTime.ToDateTimeOffset()).TotalMilliseconds).ToList();
        await output.WriteLineAsync(Line("around a measurement (start to start, less sessions and runs)", cycles, 500));
        await output.WriteLineAsync(Line("gap between two candidates", gaps, 100));
    }

    private static string Line(string what, List<double> milliseconds, double limit)
    {
        milliseconds.Sort();
        var median = milliseconds[milliseconds.Count / 2];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: median {median:F0} ms, 90th percentile {milliseconds[milliseconds.Count * 9 / 10]:F0} ms over {milliseconds.Count}, limit {limit} ms: {(median <= limit ? "met" : "MISSED")}");
    }
}
