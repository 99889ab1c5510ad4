namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>Faults in random order, each as often as it must happen; shuffled again when all were dealt.</summary>
internal sealed class Deck
{
    private readonly Fault[] _cards;
    private readonly Random _random;
    private int _next;

    /// <summary>Shuffles.</summary>
    /// <param name="random">Decides the order.</param>
    /// <param name="cards">Each fault, and how often it lies in the deck.</param>
    public Deck(Random random, params (Fault Fault, int Count)[] cards)
    {
        _random = random;
        _cards = [.. cards.SelectMany(card => Enumerable.Repeat(card.Fault, card.Count))];
        _random.Shuffle(_cards);
    }

    /// <summary>How many faults were dealt.</summary>
    public int Dealt { get; private set; }

    /// <summary>Whether every card was dealt at least once.</summary>
    public bool IsDealt => Dealt >= _cards.Length;

    /// <summary>The next fault.</summary>
    public Fault Deal()
    {
        if (_next == _cards.Length)
        {
            _random.Shuffle(_cards);
            _next = 0;
        }

        Dealt++;
        return _cards[_next++];
    }
}
