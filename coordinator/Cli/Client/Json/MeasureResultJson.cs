using System.Collections.Immutable;
using Lts.Contracts.Json;

namespace Lts.Cli.Client.Json;

/// <summary>What <c>lts measure --json</c> prints.</summary>
/// <param name="Study">The study that was made for it.</param>
/// <param name="Candidates">One for every device class that was asked for.</param>
internal sealed record MeasureResultJson(StudyJson Study, ImmutableArray<CandidateJson> Candidates);
