namespace Lts.Benchmarks.Abuse;

/// <summary>Something that a peer may do, or that may happen, and what it does to others.</summary>
/// <param name="Name">One word for the command line.</param>
/// <param name="Question">What is tried, and what is looked at.</param>
/// <param name="Run">Does it to programs of their own, and says what was seen.</param>
internal sealed record AbuseCase(string Name, string Question, Func<ProgramSet, Task<string>> Run)
{
    /// <summary>Every case, in the order of issue and documents: who may answer, time, numbers, load, storage, agents.</summary>
    public static IReadOnlyList<AbuseCase> All { get; } =
        [.. IdentityCases.All, .. TimeCases.All, .. NumberCases.All, .. LoadCases.All, .. StorageCases.All, .. AgentCases.All];
}
