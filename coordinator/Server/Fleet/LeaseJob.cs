using Lts.Domain.Architectures;
using Lts.Domain.Candidates;

namespace Lts.Coordinator.Fleet;

/// <summary>A candidate on its way to an outcome, or to another one. Mutable; guarded by <see cref="FleetState.Gate"/>.</summary>
/// <param name="target">The target that it was proposed for.</param>
/// <param name="key">Names the candidate.</param>
/// <param name="architecture">What to measure.</param>
/// <param name="handOuts">Its attempts before the program started, by number.</param>
/// <param name="attemptsBefore">Number of the last attempt of an earlier job of the candidate.</param>
internal sealed class LeaseJob(
    LeaseTarget target, CandidateKey key, Architecture architecture, IEnumerable<HandOut>? handOuts = null, int attemptsBefore = 0)
{
    private readonly List<HandOut> _handOuts = [.. handOuts ?? []];

    /// <summary>Its target.</summary>
    public LeaseTarget Target { get; } = target;

    /// <summary>The candidate.</summary>
    public CandidateKey Key { get; } = key;

    /// <summary>What to measure.</summary>
    public Architecture Architecture { get; } = architecture;

    /// <summary>Whether the candidate has an outcome already.</summary>
    public bool IsRecheck => Target.Kind != LeaseKind.Candidate;

    /// <summary>Devices that have measured it already; another one is better.</summary>
    public IReadOnlyCollection<string> Unwanted { get; init; } = [];

    /// <summary>The only device that is to have it; <see langword="null"/> for any.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>Number of the last hand-out; 0 before the first.</summary>
    public int LastAttempt => Last?.Attempt.Number ?? attemptsBefore;

    /// <summary>The last hand-out; <see langword="null"/> before the first.</summary>
    public HandOut? Last => _handOuts.Count == 0 ? null : _handOuts[^1];

    /// <summary>Hand-outs that count against the candidate.</summary>
    public int FailureCount => _handOuts.Count(handOut => handOut.Counts);

    /// <summary>
    /// Devices that fell silent while they measured the candidate and have not been heard since. One that comes back speaks for itself, and
    /// is struck out. They are not stored: a restart of this program acquits the candidate.
    /// </summary>
    public HashSet<string> Suspects { get; } = new(StringComparer.Ordinal);

    /// <summary>The write of its outcome, while it runs.</summary>
    public Task? Storing { get; set; }

    /// <summary>Hands it to a device.</summary>
    /// <param name="deviceName">Who gets it, and alone may answer.</param>
    /// <param name="nonce">What nobody else can guess.</param>
    public HandOut HandTo(string deviceName, string nonce)
    {
        var handOut = new HandOut(new AttemptId(Key, LastAttempt + 1, nonce), deviceName);
        _handOuts.Add(handOut);
        return handOut;
    }

    /// <summary>The hand-out of an attempt, if it was this device that got it.</summary>
    /// <param name="attempt">The attempt as it was named to the device, nonce included.</param>
    /// <param name="deviceName">Who claims it.</param>
    public HandOut? Find(AttemptId attempt, string deviceName) =>
        _handOuts.Find(handOut => handOut.Attempt == attempt && handOut.DeviceName == deviceName);
}
