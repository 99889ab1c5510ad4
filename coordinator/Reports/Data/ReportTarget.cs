using System.Collections.Immutable;
using Lts.Domain.Candidates;
using Lts.Domain.Studies;

namespace Lts.Reports.Data;

/// <summary>One population of a study: what was searched and measured for one device class.</summary>
public sealed record ReportTarget
{
    /// <summary>The device class.</summary>
    public required string DeviceClass { get; init; }

    /// <summary>Names of the class's devices that the study used.</summary>
    public required ImmutableArray<string> DeviceNames { get; init; }

    /// <summary>What a reader calls the devices where not all are named; <see langword="null"/> where they are.</summary>
    public string? DeviceList { get; init; }

    /// <summary>CPU model, threads and provider, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>The generation that the search is in, from 0.</summary>
    public int Generation { get; init; }

    /// <summary>Generations in all; 0 where the algorithm cannot tell.</summary>
    public int GenerationCount { get; init; }

    /// <summary>Hypervolume of the frontier against the reference point of docs/architecture.md; 0 until that is fixed.</summary>
    public double Hypervolume { get; init; }

    /// <summary>Whether the reference point is fixed; people are shown no hypervolume before.</summary>
    public bool HasReferencePoint { get; init; }

    /// <summary>Candidates with a measurement.</summary>
    public int MeasuredCount { get; init; }

    /// <summary>Candidates that failed for good.</summary>
    public int FailedCount { get; init; }

    /// <summary>What measuring candidates again has shown; <see langword="null"/> where nothing was.</summary>
    public CheckSummary? Checks { get; init; }

    /// <summary>Those of its devices that are in quarantine.</summary>
    public ImmutableArray<QuarantinedDevice> Quarantined { get; init; } = [];

    /// <summary>Every candidate of the target, or a sample of them, by <see cref="Candidate.Index"/>.</summary>
    public required ImmutableArray<Candidate> Candidates { get; init; }

    /// <summary>What a reader calls the target: its devices' names, or its class when no device is known by name.</summary>
    public string Title => DeviceNames.IsEmpty ? DeviceClass : DeviceList ?? string.Join(", ", DeviceNames);

    /// <summary>The candidates on the frontier, by latency and then by index.</summary>
    public IReadOnlyList<Candidate> Frontier() =>
    [
        .. Candidates
            .Where(c => c is { IsOnFrontier: true, Measurement: not null })
            .OrderBy(c => c.Measurement!.Latency.LatencyMs)
            .ThenBy(c => c.Index),
    ];

    /// <summary>The candidates that failed, by index.</summary>
    public IReadOnlyList<Candidate> Failures() => [.. Candidates.Where(c => c.Failure is not null)];
}
