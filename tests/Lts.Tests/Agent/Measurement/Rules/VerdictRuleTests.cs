using Lts.Agent.Measurement.Rules;
using Lts.Domain.Measurements;

namespace Lts.Tests.Agent.Measurement.Rules;

public sealed class VerdictRuleTests
{
    [Fact]
    public void MarginReached_IsTrusted() => Assert.Equal(Verdict.Trusted, VerdictRule.Of(StopDecision.MarginReached, slowedDown: false));

    [Fact]
    public void SlowedDown_IsThrottled_EvenIfTheMarginWasReached() =>
        Assert.Equal(Verdict.Throttled, VerdictRule.Of(StopDecision.MarginReached, slowedDown: true));

    [Fact]
    public void RoundsExhausted_IsNoisy() => Assert.Equal(Verdict.Noisy, VerdictRule.Of(StopDecision.RoundsExhausted, slowedDown: false));

    [Fact]
    public void TimeExhausted_IsTimedOut_WhateverElse() =>
        Assert.Equal(Verdict.TimedOut, VerdictRule.Of(StopDecision.TimeExhausted, slowedDown: true));
}
