using Grpc.Core;
using Lts.Cli.Client;
using Lts.Hosting;
using Lts.Serving.Client;
using Lts.Serving.Errors;

namespace Lts.Tests.Cli.Client;

public sealed class RpcErrorsTests
{
    [Theory]
    [InlineData(StatusCode.Unavailable, ExitCode.Storage)]
    [InlineData(StatusCode.DeadlineExceeded, ExitCode.Unavailable)]
    [InlineData(StatusCode.Unimplemented, ExitCode.Unavailable)]
    [InlineData(StatusCode.InvalidArgument, ExitCode.Usage)]
    [InlineData(StatusCode.NotFound, ExitCode.NotFound)]
    [InlineData(StatusCode.AlreadyExists, ExitCode.Conflict)]
    [InlineData(StatusCode.FailedPrecondition, ExitCode.Conflict)]
    [InlineData(StatusCode.ResourceExhausted, ExitCode.Storage)]
    [InlineData(StatusCode.Internal, ExitCode.Failure)]
    public void Status_HasItsExitCode(StatusCode status, int expected) =>
        Assert.Equal(expected, RpcErrors.Describe(new Status(status, "detail"), "http://host:1").ExitCode);

    /// <summary>A limit that somebody set is not a disk that is full.</summary>
    [Fact]
    public void LimitOfTheServers_IsAConflict() => Assert.Equal(
        ExitCode.Conflict,
        RpcErrors.Describe(
            new Status(StatusCode.ResourceExhausted, "detail"), "http://host:1", [new Metadata.Entry(CauseTrailer.Key, CauseTrailer.Quota)]).ExitCode);

    [Fact]
    public void TrainerWithoutRoom_IsAConflict() => Assert.Equal(
        ExitCode.Conflict,
        RpcErrors.Describe(
            new Status(StatusCode.ResourceExhausted, "detail"), "http://host:1", [new Metadata.Entry(CauseTrailer.Key, CauseTrailer.Trainer)]).ExitCode);

    [Fact]
    public void NoConnection_SaysWhereAndWhatToDo()
    {
        var error = RpcErrors.Describe(new Status(StatusCode.Unavailable, "x", new HttpRequestException("refused")), "http://host:1");

        Assert.Equal(
            "Cannot reach the coordinator at http://host:1. Start it with `lts serve`, or name another one with --coordinator.", error.Message);
        Assert.Equal(ExitCode.Unavailable, error.ExitCode);
    }

    [Fact]
    public void ServerOfAnotherKind_IsSaidToBeNone()
    {
        var error = RpcErrors.Describe(new Status(StatusCode.Internal, "x", new HttpRequestException("no HTTP/2 handshake")), "http://host:1");

        Assert.Equal(ExitCode.Unavailable, error.ExitCode);
        Assert.Contains("not a coordinator", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CoordinatorThatIsUnableItself_IsHeard() =>
        Assert.Equal("The database is locked.", RpcErrors.Describe(new Status(StatusCode.Unavailable, "The database is locked."), "http://host:1").Message);

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Unimplemented)]
    public void TrainerThatCannotDoIt_IsNamed_AndNotTheCoordinator(StatusCode status)
    {
        var error = RpcErrors.Describe(
            new Status(status, "What answers at http://gpu:1 is not a trainer."), "http://host:1", [new(CauseTrailer.Key, CauseTrailer.Trainer)]);

        Assert.Equal(("What answers at http://gpu:1 is not a trainer.", ExitCode.Unavailable), (error.Message, error.ExitCode));
    }

    [Theory]
    [InlineData("http://host:5210", "http://host:5210/")]
    [InlineData("https://host", "https://host/")]
    [InlineData("host:81", "http://host:81/")]
    public void Address_IsRead(string text, string expected) => Assert.Equal(expected, CoordinatorAddress.Parse(text).AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("ftp://host")]
    [InlineData("http://host/path")]
    [InlineData("http://")]
    public void Address_Nonsense_IsRefused(string text) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<UserErrorException>(() => CoordinatorAddress.Parse(text)).ExitCode);
}
