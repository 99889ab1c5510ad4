using Lts.Tests.EndToEnd.Faults.Harness;
using Lts.Tests.Support;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Faults;

/// <summary>
/// Studies whose answers are known, while everything happens to everybody: docs/reliability.md. This is the short form, in which everything
/// happens once; <c>./lts test faults --for 1h</c> is the full one.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    [LinuxFact]
    public async Task Studies_ComeToTheirKnownAnswers_WhateverHappensToCoordinatorAndAgents()
    {
        var figures = await FaultRun.RunAsync(FaultPlan.Short with { Say = output.WriteLine });

        output.WriteLine(figures.ToMarkdown());
        Assert.Empty(figures.Violations);
        Assert.InRange(figures.ResultsOf("candidates compared"), 100, int.MaxValue);
        Assert.InRange(figures.FaultsOf("coordinator killed with -9"), 5, int.MaxValue);
    }
}
