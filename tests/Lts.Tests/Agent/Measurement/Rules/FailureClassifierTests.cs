using Lts.Agent.Measurement.Rules;
using Lts.Domain.Measurements;

namespace Lts.Tests.Agent.Measurement.Rules;

public sealed class FailureClassifierTests
{
    private const long Mebibyte = 1 << 20;

    [Fact]
    public void KilledAtTheMemoryLimit_IsOutOfMemory_AndSaysHowMuch()
    {
        var failure = FailureClassifier.Classify(new ChildEnd
        {
            ExitCode = 137,
            Killed = KillReason.MemoryLimit,
            Doing = "creating the session",
            PeakSeenBytes = 300 * Mebibyte,
            MemoryLimitBytes = 256 * Mebibyte,
        });
        Assert.Equal(FailureKind.OutOfMemory, failure.Kind);
        Assert.Equal("Used 300 MiB while creating the session; the limit is 256 MiB.", failure.Message);
        Assert.Equal(137, failure.ExitCode);
    }

    [Fact]
    public void KilledAtTheTimeLimit_IsTimedOut() =>
        Assert.Equal(FailureKind.TimedOut, KindOf(new ChildEnd { ExitCode = 137, Killed = KillReason.TimeLimit }));

    [Theory]
    [InlineData(true, FailureKind.OutOfMemory)]
    [InlineData(false, FailureKind.Crashed)]
    [InlineData(null, FailureKind.OutOfMemory)]
    public void KilledFromOutside_IsOutOfMemory_UnlessTheSystemKilledNothing(bool? memoryKillsSeen, FailureKind expected) =>
        Assert.Equal(expected, KindOf(new ChildEnd { ExitCode = 137, MemoryKillsSeen = memoryKillsSeen }));

    [Fact]
    public void Segfault_IsACrash_NamedWithWhatItWasDoing()
    {
        var failure = FailureClassifier.Classify(new ChildEnd { ExitCode = 139, Doing = "creating the session", ErrorTail = "oh no" });
        Assert.Equal(FailureKind.Crashed, failure.Kind);
        Assert.Contains("SIGSEGV", failure.Message, StringComparison.Ordinal);
        Assert.Contains("creating the session", failure.Message, StringComparison.Ordinal);
        Assert.Contains("oh no", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EndWithoutAnAnswer_IsACrash() => Assert.Equal(FailureKind.Crashed, KindOf(new ChildEnd { ExitCode = 0 }));

    [Fact]
    public void AbortBecauseOfBadAlloc_IsOutOfMemory() => Assert.Equal(
        FailureKind.OutOfMemory, KindOf(new ChildEnd { ExitCode = 134, ErrorTail = "terminate called after throwing 'std::bad_alloc'" }));

    [Fact]
    public void WhatTheProcessReports_IsBelieved() => Assert.Equal(
        FailureKind.RejectedByRuntime,
        KindOf(new ChildEnd { ExitCode = 3, Reported = (FailureKind.RejectedByRuntime, "No such operator") }));

    [Fact]
    public void RefusalForLackOfMemory_IsOutOfMemory() => Assert.Equal(
        FailureKind.OutOfMemory,
        KindOf(new ChildEnd { ExitCode = 3, Reported = (FailureKind.RejectedByRuntime, "Failed to allocate memory for a buffer") }));

    [Fact]
    public void OurKill_CountsMoreThanAReportThatItRacedWith() => Assert.Equal(
        FailureKind.TimedOut,
        KindOf(new ChildEnd { ExitCode = 3, Killed = KillReason.TimeLimit, Reported = (FailureKind.RejectedByRuntime, "interrupted") }));

    private static FailureKind KindOf(ChildEnd end) => FailureClassifier.Classify(end).Kind;
}
