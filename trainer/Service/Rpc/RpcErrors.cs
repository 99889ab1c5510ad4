using Grpc.Core;
using Lts.Domain;
using Lts.Hosting;
using Lts.Serving.Errors;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Texts;

namespace Lts.Trainer.Service.Rpc;

/// <summary>The one place where the trainer's named failures become gRPC statuses.</summary>
internal static class RpcErrors
{
    /// <summary>The table that every call goes by.</summary>
    public static FailureTable Table { get; } = new("trainer", Find);

    private static NamedFailure? Find(Exception exception) => exception switch
    {
        ValidationException e => NamedFailure.OfInput(e.Errors, e),
        _ => CodeOf(exception) is { } code ? NamedFailure.Of(code, exception) : null,
    };

    private static StatusCode? CodeOf(Exception exception) => exception switch
    {
        JobConflictException => StatusCode.AlreadyExists,
        JobNotFoundException => StatusCode.NotFound,
        JobStateException => StatusCode.FailedPrecondition,
        JobRoomException => StatusCode.ResourceExhausted,
        JobNotWrittenException => StatusCode.Unavailable,
        ModelUnusableException => StatusCode.FailedPrecondition,
        OffsetException => StatusCode.OutOfRange,
        UserErrorException { ExitCode: ExitCode.Usage } => StatusCode.InvalidArgument,
        UserErrorException { ExitCode: ExitCode.Storage } => StatusCode.Unavailable,
        UserErrorException => StatusCode.FailedPrecondition,
        _ => null,
    };
}
