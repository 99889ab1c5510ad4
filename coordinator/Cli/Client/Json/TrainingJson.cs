using System.Collections.Immutable;
using Lts.Contracts.Json;

namespace Lts.Cli.Client.Json;

/// <summary>A training, as <c>--json</c> prints it.</summary>
/// <param name="Id">Also the job's id at the trainer.</param>
/// <param name="StudyId">Null for an architecture of no study.</param>
/// <param name="StudyName">Null for an architecture of no study.</param>
/// <param name="ArchitectureId">Of the candidate; what is trained may have another vocabulary, and then another id.</param>
/// <param name="Trainer">Address of the trainer that has it.</param>
/// <param name="State">queued, running, completed, failed, cancelled.</param>
/// <param name="CreateTime">When it was asked for.</param>
/// <param name="EndTime">Null before.</param>
/// <param name="FailureMessage">Null unless failed.</param>
/// <param name="Trouble">Why it does not go on just now; null otherwise.</param>
/// <param name="Progress">The last that is known.</param>
/// <param name="Result">Null unless completed.</param>
/// <param name="Artifacts">Files of a completed one.</param>
internal sealed record TrainingJson(
    string Id, string? StudyId, string? StudyName, string ArchitectureId, string Trainer, string State, DateTimeOffset? CreateTime,
    DateTimeOffset? EndTime, string? FailureMessage, string? Trouble, TrainingProgressJson? Progress, TrainingResultJson? Result,
    ImmutableArray<ArtifactJson> Artifacts);

/// <summary>A file that a training left.</summary>
internal sealed record ArtifactJson(string Name, long SizeBytes, string Sha256);

/// <summary>What <c>lts train pull --json</c> prints.</summary>
/// <param name="Folder">Where the files are.</param>
/// <param name="Artifacts">All of them.</param>
internal sealed record PulledJson(string Folder, ImmutableArray<ArtifactJson> Artifacts);

/// <summary>A line of <c>lts generate --json</c>.</summary>
/// <param name="Prompt">As given.</param>
/// <param name="Text">What follows it.</param>
/// <param name="TokenCount">Of the text.</param>
/// <param name="End">end_of_text, stop_string, max_tokens, context_full.</param>
internal sealed record GeneratedJson(string Prompt, string Text, int TokenCount, string End);
