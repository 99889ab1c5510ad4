using System.Collections.Immutable;

namespace Lts.Domain.Families;

/// <summary>Another name under which other programs write architectures of a family, and what is different then.</summary>
/// <param name="Name">The name in <c>arch_type</c>: <c>gpt2-flex</c>.</param>
/// <param name="FillsShortLists">Whether a list that is shorter than the number of layers is filled up with its first value.</param>
/// <param name="OnlyValues">Further fields that are understood, each with the one value that is: <c>primer_square</c> with <c>false</c>.</param>
public sealed record FamilyAlias(string Name, bool FillsShortLists, ImmutableArray<KeyValuePair<string, string>> OnlyValues);
