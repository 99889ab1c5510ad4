using Lts.Domain.Studies;

namespace Lts.Cli.Commands.Display;

/// <summary>Decides which lines a log gets: every new generation and every end at once, everything else now and then.</summary>
/// <param name="time">Tells how long ago the last line was.</param>
/// <param name="interval">Shortest time between two lines of a target that say nothing special.</param>
internal sealed class ProgressLines(TimeProvider time, TimeSpan interval)
{
    private readonly Dictionary<string, (int Generation, bool Finished, string Line, long Timestamp)> _last = [];

    /// <summary>Lines to print for an update.</summary>
    public IEnumerable<string> For(StudySnapshot study)
    {
        foreach (var target in study.Targets)
        {
            var line = StudyProgress.Line(study, target);
            var known = _last.TryGetValue(target.DeviceClass, out var last);
            var (generation, finished) = (target.Progress.Generation, target.Progress.Finished);
            var special = !known || last.Generation != generation || last.Finished != finished;
            if (special || (line != last.Line && time.GetElapsedTime(last.Timestamp) >= interval))
            {
                _last[target.DeviceClass] = (generation, finished, line, time.GetTimestamp());
                yield return line;
            }
        }
    }
}
