using System.Collections.Immutable;
using Lts.Domain.Candidates;

namespace Lts.Domain.Studies;

/// <summary>What a watcher is told.</summary>
/// <param name="Study">The study now.</param>
/// <param name="ChangedCandidates">Candidates that changed since the update before, without raw samples.</param>
public sealed record StudyUpdate(StudySnapshot Study, ImmutableArray<Candidate> ChangedCandidates);
