using System.Security.Cryptography;
using Google.Protobuf;
using Lts.Domain.Measurements;
using Lts.Protos.V1;
using Verdict = Lts.Domain.Measurements.Verdict;

namespace Lts.Tests.Agent.Connection;

/// <summary>Leases and outcomes for these tests.</summary>
internal static class Samples
{
    public static CandidateMeasurement Outcome(double latencyMs = 5) => new()
    {
        Latency = new LatencyStatistics
        {
            LatencyMs = latencyMs,
            LowMs = latencyMs * 0.99,
            HighMs = latencyMs * 1.01,
            P50Ms = latencyMs,
            P90Ms = latencyMs * 1.1,
            MinMs = latencyMs * 0.9,
            Ratio = 1,
            ReferenceMs = latencyMs,
            Rounds = 2,
            CandidateSamplesMs = [latencyMs, latencyMs],
            ReferenceSamplesMs = [latencyMs, latencyMs],
        },
        Memory = new MemoryStatistics { PeakBytes = 3000, BaselineBytes = 1000, SessionPeakBytes = 2000 },
        Verdict = Verdict.Trusted,
    };

    public static byte[] Graph(int bytes)
    {
        var graph = new byte[bytes];
        new Random(1).NextBytes(graph);
        return graph;
    }

    public static string HashOf(byte[] graph) => Convert.ToHexStringLower(SHA256.HashData(graph));

    /// <summary>A lease whose graph travels with it.</summary>
    public static Lease Lease(string attemptId, byte[]? graph = null)
    {
        graph ??= Graph(64);
        var lease = LeaseToDownload(attemptId, graph);
        lease.Graph.Content = ByteString.CopyFrom(graph);
        return lease;
    }

    /// <summary>A lease whose graph must be fetched.</summary>
    public static Lease LeaseToDownload(string attemptId, byte[] graph) => new()
    {
        AttemptId = attemptId,
        StudyId = "study",
        CandidateId = "candidate-" + attemptId,
        Attempt = 1,
        Graph = new Graph { Sha256 = HashOf(graph), SizeBytes = graph.Length },
        Plan = new Protos.V1.MeasurementPlan { SequenceLength = 7 },
    };
}
