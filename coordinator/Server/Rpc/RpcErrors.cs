using Google.Protobuf;
using Grpc.Core;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Coordinator.Studies;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Hosting;
using Lts.Serving.Errors;

namespace Lts.Coordinator.Rpc;

/// <summary>The one place where the coordinator's named failures become gRPC statuses.</summary>
internal static class RpcErrors
{
    /// <summary>The table that every call goes by.</summary>
    public static FailureTable Table { get; } = new("coordinator", Find);

    private static NamedFailure? Find(Exception exception) => exception switch
    {
        ValidationException e => NamedFailure.OfInput(e.Errors, e),
        InvalidProtocolBufferException => new NamedFailure(StatusCode.InvalidArgument, "The bytes that were sent are not a message of this call."),
        TrainerException e => new NamedFailure(CodeOf(e.Failure), e.Message, CauseTrailer.Trainer),
        _ => CodeOf(exception) is { } code ? NamedFailure.Of(code, exception) : null,
    };

    private static StatusCode? CodeOf(Exception exception) => exception switch
    {
        NameTakenException or DeviceNameTakenException => StatusCode.AlreadyExists,
        StudyNotFoundException or DeviceNotFoundException or GraphNotFoundException or TrainingNotFoundException => StatusCode.NotFound,
        TrainingStateException or UserErrorException => StatusCode.FailedPrecondition,
        StudyStateException or NoDeviceException or ProtocolVersionException => StatusCode.FailedPrecondition,
        SessionEndedException { Reason: SessionEndReason.Superseded } => StatusCode.Aborted,
        SessionEndedException => StatusCode.Unavailable,
        StorageException { Failure: StorageFailure.Full } => StatusCode.ResourceExhausted,
        StorageException { Failure: StorageFailure.Corrupt } => StatusCode.DataLoss,
        StorageException => StatusCode.Unavailable,
        _ => null,
    };

    private static StatusCode CodeOf(TrainerFailure failure) => failure switch
    {
        TrainerFailure.Unavailable => StatusCode.Unavailable,
        TrainerFailure.WrongVersion => StatusCode.Unimplemented,
        TrainerFailure.Invalid => StatusCode.InvalidArgument,
        TrainerFailure.NotFound => StatusCode.NotFound,
        TrainerFailure.OutOfRange => StatusCode.OutOfRange,
        TrainerFailure.Conflict => StatusCode.FailedPrecondition,
        TrainerFailure.NoRoom => StatusCode.ResourceExhausted,
        _ => StatusCode.Unavailable, // A trainer that is broken; this coordinator is not.
    };
}
