using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Lts.Domain;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies;

/// <summary>Studies are watched, and their candidates read.</summary>
internal sealed partial class StudyManager
{
    private const int CandidatesPerUpdate = 500;
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The pause after a full update, for each watcher there is: whoever has much to catch up with leaves time to those who measure, and what
    /// changes twice meanwhile is told once. All watchers together get at most 25,000 candidates a second.
    /// </summary>
    private static readonly TimeSpan FullUpdateInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// A snapshot at once, then whenever something changed, at most every 200 ms, until the study has ended. A slow reader misses
    /// intermediate states, never the last one. An ended study gives one snapshot without candidates.
    /// </summary>
    /// <exception cref="StudyNotFoundException">No study has this id or name.</exception>
    public async IAsyncEnumerable<StudyUpdate> WatchAsync(string idOrName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entry = Find(idOrName);
        if (entry.Run is not { } run)
        {
            yield return new StudyUpdate(Snapshot(entry), []);
            yield break;
        }

        long seen = 0;
        using var watching = run.Watch();
        while (true)
        {
            var study = run.Snapshot(); // Before the changes: when it says that the study has ended, they are the last.
            var (changed, version) = run.ChangedSince(seen, CandidatesPerUpdate);
            bool more = changed.Length == CandidatesPerUpdate;
            seen = version;
            yield return new StudyUpdate(study, changed);
            if (more)
            {
                await Task.Delay(run.WatcherCount * FullUpdateInterval, time, cancellationToken);
                continue;
            }

            if (study.State != StudyState.Running)
            {
                yield break;
            }

            await Task.WhenAny(run.Changes.WaitAsync(seen, cancellationToken), run.Completion).WaitAsync(cancellationToken);
            if (run.Completion.IsCompleted && run.Snapshot().State == StudyState.Running)
            {
                yield break; // The program stops; the study goes on at its next start.
            }

            await Task.Delay(UpdateInterval, time, cancellationToken);
        }
    }

    /// <summary>A study's candidates by target and index, page by page. What is wrong with the request is thrown at once.</summary>
    /// <param name="idOrName">Id or name of the study.</param>
    /// <param name="selectors">Devices whose targets are wanted; none for all targets.</param>
    /// <param name="after">The id of the candidate to begin after; empty for the beginning.</param>
    /// <param name="includeSamples">With raw samples.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StudyNotFoundException">No study has this id or name.</exception>
    /// <exception cref="ValidationException">A selector matches none of its targets, or the id is not of the study.</exception>
    public IAsyncEnumerable<Candidate> StreamCandidatesAsync(
        string idOrName, IReadOnlyList<string> selectors, string after, bool includeSamples, CancellationToken cancellationToken)
    {
        var entry = Find(idOrName);
        var first = new CandidateKey(entry.Row.Id, 0, 0);
        if (after.Length > 0)
        {
            if (!CandidateKey.TryParse(after, out var last) || last.StudyId != entry.Row.Id || last.Index == int.MaxValue)
            {
                throw new ValidationException("the request", [
                    $"after_candidate_id: '{after}' is not the id of a candidate of this study ({first}, for example)."]);
            }

            first = last with { Index = last.Index + 1 };
        }

        return candidates.StreamAsync(entry, TargetsOf(entry, selectors), first, includeSamples, cancellationToken);
    }

    /// <summary>A study's frontiers and some of its other candidates. What is wrong with the request is thrown at once.</summary>
    /// <param name="idOrName">Id or name of the study.</param>
    /// <param name="selectors">Devices whose targets are wanted; none for all targets.</param>
    /// <param name="size">How many that are on no frontier.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StudyNotFoundException">No study has this id or name.</exception>
    /// <exception cref="ValidationException">A selector matches none of its targets.</exception>
    public IAsyncEnumerable<Candidate> SampleCandidatesAsync(
        string idOrName, IReadOnlyList<string> selectors, int size, CancellationToken cancellationToken)
    {
        var entry = Find(idOrName);
        return candidates.SampleAsync(entry, TargetsOf(entry, selectors), size, cancellationToken);
    }

    /// <summary>A study, and its frontiers by target, then latency.</summary>
    /// <exception cref="StudyNotFoundException">No study has this id or name.</exception>
    /// <exception cref="ValidationException">A selector matches none of its targets.</exception>
    public async Task<(StudySnapshot Study, IReadOnlyList<Candidate> Candidates)> ReadFrontierAsync(
        string idOrName, IReadOnlyList<string> selectors, CancellationToken cancellationToken)
    {
        var entry = Find(idOrName);
        var frontier = await candidates.ReadFrontierAsync(entry, TargetsOf(entry, selectors), cancellationToken);
        return (Snapshot(_studies.GetValueOrDefault(entry.Row.Id, entry)), [.. frontier
            .Where(c => c.Measurement is not null && c.Check != CandidateCheck.InDoubt) // A correction may be stored before the frontier knows of it.
            .OrderBy(c => c.Key.Target).ThenBy(c => c.Measurement!.Latency.LatencyMs)]);
    }

    private ImmutableHashSet<int> TargetsOf(StudyEntry entry, IReadOnlyList<string> selectors)
    {
        if (selectors.Count == 0)
        {
            return [.. entry.Targets.Select(t => t.Ordinal)];
        }

        var known = devices.List([]);
        var errors = new List<string>();
        var chosen = ImmutableHashSet.CreateBuilder<int>();
        foreach (string text in selectors)
        {
            var meant = DeviceSelector.TryParse(text) is { } selector
                ? entry.Targets.Where(t => TargetResolver.Means(selector, t.DeviceClass, known)).Select(t => t.Ordinal).ToList()
                : [];
            chosen.UnionWith(meant);
            if (meant.Count == 0)
            {
                string classes = string.Join(", ", entry.Targets.Select(t => t.DeviceClass));
                errors.Add($"devices: '{text}' matches none of the study's device classes {classes}.");
            }
        }

        return errors.Count > 0 ? throw new ValidationException("the request", errors) : chosen.ToImmutable();
    }
}
