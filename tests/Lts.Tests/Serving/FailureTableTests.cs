using Grpc.Core;
using Lts.Domain;
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
    public void InputWithOneError_IsToldInItsWords_WithSeveral_UnderWhatTheyAreOf()
    {
        var one = new ValidationException("the job", ["label is too long."]);
        var two = new ValidationException("the job", ["label is too long.", "corpora is empty."]);

        Assert.Equal(new NamedFailure(StatusCode.InvalidArgument, "label is too long."), NamedFailure.OfInput(one.Errors, one));
        Assert.Equal(
            new NamedFailure(StatusCode.InvalidArgument, "the job has 2 errors:\n  - label is too long.\n  - corpora is empty."),
            NamedFailure.OfInput(two.Errors, two));
    }

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
