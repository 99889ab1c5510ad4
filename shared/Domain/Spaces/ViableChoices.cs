using System.Collections.Immutable;
using Lts.Domain.Families;

namespace Lts.Domain.Spaces;

/// <summary>
/// What each dimension of a space may be with regard to the rules, before anything is drawn: less what a fixed dimension forbids it, and less
/// what would leave a dimension that depends on it no value. Where a dimension depends on several open ones, each of them allows every value
/// that is left, though not every combination of theirs does.
/// </summary>
public sealed class ViableChoices
{
    private readonly Dictionary<string, IntChoices> _choices = new(StringComparer.Ordinal);
    private readonly SearchSpace _space;
    private readonly ImmutableArray<DimensionRule> _rules;

    /// <summary>Works out the choices of a space; it tries every value that limits others.</summary>
    /// <param name="space">A space whose choices are legal by themselves.</param>
    public ViableChoices(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        (_space, _rules) = (space, [.. space.Rules]);
        foreach (var dimension in space.Dimensions.Reverse()) // a rule's subject comes after what limits it
        {
            var choices = WithSubjects(dimension, WithGivens(dimension));
            _choices.Add(dimension.Dimension.Name, choices);
            if (choices.Count == 0 && Conflict.IsEmpty)
            {
                Conflict = ConflictAt(dimension.Dimension.Name);
            }
        }
    }

    /// <summary>Rules that cannot hold together in the space; empty where every dimension keeps a value.</summary>
    public ImmutableArray<DimensionRule> Conflict { get; } = [];

    /// <summary>What a dimension may be.</summary>
    public IntChoices this[Dimension dimension]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(dimension);
            return _choices[dimension.Name];
        }
    }

    /// <summary>Less the values that no rule on the dimension would ever allow.</summary>
    private IntChoices WithGivens(DimensionSpace subject)
    {
        var rules = _rules.Where(r => r.Subject.Name == subject.Dimension.Name).ToList();
        var choices = rules.Where(r => IsFixed(r.Given)).Aggregate(subject.Choices, (left, rule) => rule.Narrow(left, _space[rule.Given].Choices[0]));
        var open = rules.Where(r => !IsFixed(r.Given)).GroupBy(r => r.Given.Name).ToList();
        // One deciding dimension narrows exactly when it is drawn.
        return open.Count < 2 ? choices : open.Aggregate(choices, (left, group) => Supported(left, [.. group]));
    }

    /// <summary>Less the values that would leave a dimension that depends on this one nothing.</summary>
    private IntChoices WithSubjects(DimensionSpace given, IntChoices choices)
    {
        var subjects = _rules.Where(r => r.Given.Name == given.Dimension.Name).GroupBy(r => r.Subject.Name).Select(group => group.ToArray()).ToArray();
        return subjects.Length == 0
            ? choices
            : choices.Where(value => Array.TrueForAll(subjects, rules => Narrow(_choices[rules[0].Subject.Name], rules, value).Count > 0));
    }

    /// <summary>The choices that go with at least one value of the dimension that rules depend on.</summary>
    private IntChoices Supported(IntChoices choices, DimensionRule[] rules)
    {
        var given = _space[rules[0].Given].Choices;
        var (values, ranges) = (new HashSet<int>(), new HashSet<IntRange>());
        for (int i = 0; i < given.Count; i++)
        {
            var narrowed = Narrow(choices, rules, given[i]);
            if (narrowed.Range is { } range)
            {
                ranges.Add(range);
            }
            else
            {
                values.UnionWith(narrowed.List!.Value);
            }
        }

        return choices.Where(value => values.Contains(value) || ranges.Any(range => range.Contains(value)));
    }

    private ImmutableArray<DimensionRule> ConflictAt(string dimension)
    {
        var subjects = _rules.Where(r => r.Given.Name == dimension).Select(r => r.Subject.Name).Append(dimension).ToHashSet(StringComparer.Ordinal);
        return [.. _rules.Where(r => subjects.Contains(r.Subject.Name))];
    }

    private bool IsFixed(Dimension dimension) => _space[dimension].Choices.Count == 1;

    private static IntChoices Narrow(IntChoices choices, DimensionRule[] rules, int given) =>
        rules.Aggregate(choices, (left, rule) => rule.Narrow(left, given));
}
