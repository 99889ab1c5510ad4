using Grpc.Core;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Coordinator.Studies;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Hosting;

namespace Lts.Coordinator.Rpc;

/// <summary>The one place where named failures become gRPC statuses.</summary>
internal static class RpcErrors
{
    /// <summary>The trailer that names who failed, where that is not the coordinator.</summary>
    public const string CauseKey = "lts-cause";

    /// <summary>Its value for a trainer.</summary>
    public const string TrainerCause = "trainer";

    /// <summary>The status of a failure; <see langword="null"/> for one that nobody foresaw.</summary>
    public static Status? StatusOf(Exception exception) => exception switch
    {
        RpcException e => e.Status,
        ValidationException e => new Status(StatusCode.InvalidArgument, e.Message),
        NameTakenException or DeviceNameTakenException => new Status(StatusCode.AlreadyExists, exception.Message),
        StudyNotFoundException or DeviceNotFoundException or GraphNotFoundException => new Status(StatusCode.NotFound, exception.Message),
        TrainingNotFoundException => new Status(StatusCode.NotFound, exception.Message),
        TrainingStateException or UserErrorException => new Status(StatusCode.FailedPrecondition, exception.Message),
        TrainerException e => new Status(StatusOf(e.Failure), e.Message),
        StudyStateException or NoDeviceException or ProtocolVersionException =>
            new Status(StatusCode.FailedPrecondition, exception.Message),
        SessionEndedException { Reason: SessionEndReason.Superseded } => new Status(StatusCode.Aborted, exception.Message),
        SessionEndedException => new Status(StatusCode.Unavailable, exception.Message),
        StorageException { Failure: StorageFailure.Full } => new Status(StatusCode.ResourceExhausted, exception.Message),
        StorageException { Failure: StorageFailure.Corrupt } => new Status(StatusCode.DataLoss, exception.Message),
        StorageException => new Status(StatusCode.Unavailable, exception.Message),
        OperationCanceledException => new Status(StatusCode.Cancelled, "The call was cancelled."),
        _ => null,
    };

    /// <summary>What a client needs to know beyond the status: that it was a trainer that failed, and not the coordinator.</summary>
    public static Metadata TrailersOf(Exception exception) => exception is TrainerException ? [new Metadata.Entry(CauseKey, TrainerCause)] : [];

    private static StatusCode StatusOf(TrainerFailure failure) => failure switch
    {
        TrainerFailure.Unavailable => StatusCode.Unavailable,
        TrainerFailure.Invalid => StatusCode.InvalidArgument,
        TrainerFailure.NotFound => StatusCode.NotFound,
        TrainerFailure.OutOfRange => StatusCode.OutOfRange,
        TrainerFailure.Conflict => StatusCode.FailedPrecondition,
        _ => StatusCode.Internal,
    };
}
