using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Lanes;

/// <summary>One fault after another, with pauses between them, to some of the programs. Lanes run beside each other.</summary>
/// <param name="context">What all lanes share.</param>
/// <param name="seed">Of the order of faults, their lengths, and the pauses.</param>
/// <param name="longestGap">Between the end of one fault and the next.</param>
/// <param name="cards">What happens, and how often before it begins anew.</param>
internal abstract class FaultLane(FaultContext context, int seed, TimeSpan longestGap, params (Fault Fault, int Count)[] cards)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Deck _deck = new(new Random(seed), cards);
    private int _pauses;

    /// <summary>Whether everything has happened at least once.</summary>
    public bool IsDealt => _deck.IsDealt;

    protected FaultContext Context { get; } = context;

    protected Random Random { get; } = new(seed + 1_000_000);

    /// <summary>Goes on until told to stop, or until the deck was dealt where the plan has no time.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && (Context.Plan.Time is not null || !_deck.IsDealt))
        {
            await DoAsync(_deck.Deal(), cancellationToken);
            await WaitAsync(TimeSpan.Zero, longestGap, cancellationToken);
        }
    }

    /// <summary>Does it, and sees that the program runs again afterwards.</summary>
    protected abstract Task DoAsync(Fault fault, CancellationToken cancellationToken);

    /// <summary>An hour forward, an hour back, or the true time.</summary>
    protected TimeSpan NextClock() => Random.Next(3) switch { 0 => Hour, 1 => -Hour, _ => TimeSpan.Zero };

    /// <summary>A pause for longer than a lease lives; now and then, where the plan has time for it, one of minutes.</summary>
    protected TimeSpan NextPause() =>
        Context.Plan.LongPauseEvery > 0 && ++_pauses % Context.Plan.LongPauseEvery == 0 ? Between(60, 150) : Between(6, 9);

    protected TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + (Random.NextDouble() * (most - least)));

    protected async Task WaitAsync(TimeSpan least, TimeSpan most, CancellationToken cancellationToken) =>
        await Task.Delay(least + ((most - least) * Random.NextDouble()), TimeProvider.System, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
