using Grpc.Core;
using Lts.Serving.Errors;

namespace Lts.Tests.Serving;

public sealed class FailureTableTests
{
    private static readonly FailureTable Table = new("tester", e => e switch
    {
        TimeoutException => new NamedFailure(StatusCode.Unavailable, e.Message, CauseTrailer.Trainer),
        ArgumentException => NamedFailure.Of(StatusCode.InvalidArgument, e),
        _ => null,
    });

    [Fact]
    public void NamedFailure_HasItsStatusAndWords() =>
        Assert.Equal(new Status(StatusCode.InvalidArgument, "bad").ToString(), Table.StatusOf(new ArgumentException("bad")).ToString());

    [Fact]
    public void UnforeseenFailure_HasNone() => Assert.Null(Table.StatusOf(new InvalidOperationException("a defect")));

    [Fact]
    public void CancelledCall_NeedsNoEntry() =>
        Assert.Equal(StatusCode.Cancelled, Table.StatusOf(new OperationCanceledException())?.StatusCode);

    [Fact]
    public void MessageThatHeadersCouldNotCarry_IsCut()
    {
        var detail = Table.StatusOf(new ArgumentException(new string('x', 100_000)))!.Value.Detail;

        Assert.InRange(detail.Length, 1000, 8000);
        Assert.EndsWith("… and more.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Cause_IsReadFromTheTrailersAsItWasWritten()
    {
        Assert.True(CauseTrailer.IsTrainer(Table.TrailersOf(new TimeoutException())));
        Assert.False(CauseTrailer.IsTrainer(Table.TrailersOf(new ArgumentException())));
        Assert.False(CauseTrailer.IsTrainer(null));
    }
}
