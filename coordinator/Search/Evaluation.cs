using Lts.Domain.Metrics;

namespace Lts.Search;

/// <summary>The answer to a <see cref="Proposal"/>.</summary>
/// <param name="Index">Which proposal is answered, by its place in the order, from 0.</param>
/// <param name="Values">What was measured; <see langword="null"/> when the candidate failed.</param>
public sealed record Evaluation(int Index, MetricValues? Values);
