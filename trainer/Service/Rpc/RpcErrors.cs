using Grpc.Core;
using Lts.Domain;
using Lts.Hosting;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Texts;

namespace Lts.Trainer.Service.Rpc;

/// <summary>The one place where named failures become gRPC statuses.</summary>
internal static class RpcErrors
{
    /// <summary>A status travels in headers, which clients limit.</summary>
    private const int LongestMessage = 6000;

    /// <summary>The status of a failure; <see langword="null"/> for one that nobody foresaw.</summary>
    public static Status? StatusOf(Exception exception) => exception switch
    {
        RpcException e => e.Status,
        ValidationException => Because(StatusCode.InvalidArgument, exception),
        JobConflictException => Because(StatusCode.AlreadyExists, exception),
        JobNotFoundException => Because(StatusCode.NotFound, exception),
        JobStateException => Because(StatusCode.FailedPrecondition, exception),
        JobNotWrittenException => Because(StatusCode.Unavailable, exception),
        ModelUnusableException => Because(StatusCode.FailedPrecondition, exception),
        OffsetException => Because(StatusCode.OutOfRange, exception),
        UserErrorException { ExitCode: ExitCode.Usage } => Because(StatusCode.InvalidArgument, exception),
        UserErrorException { ExitCode: ExitCode.Storage } => Because(StatusCode.Unavailable, exception),
        UserErrorException => Because(StatusCode.FailedPrecondition, exception),
        OperationCanceledException => new Status(StatusCode.Cancelled, "The call was cancelled."),
        _ => null,
    };

    private static Status Because(StatusCode code, Exception exception) => new(
        code, exception.Message.Length <= LongestMessage ? exception.Message : exception.Message[..LongestMessage] + "\n  … and more.");
}
