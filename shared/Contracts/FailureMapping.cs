using Lts.Domain;
using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Failures to measure on the wire.</summary>
public static class FailureMapping
{
    /// <summary>To the wire, where no exit code is 0.</summary>
    public static Proto.Failure ToProto(MeasurementFailure failure) => new()
    {
        Kind = (Proto.FailureKind)failure.Kind,
        Message = failure.Message,
        ExitCode = failure.ExitCode ?? 0,
        Context = ContextMapping.ToProto(failure.Context),
    };

    /// <summary>From the wire. A kind that a newer agent has and this side does not know is one that is worth another attempt.</summary>
    public static MeasurementFailure Read(Proto.Failure message)
    {
        var errors = new List<string>();
        ContextMapping.Check(message.Context, new MessageCheck("failure.context", errors));
        return new MeasurementFailure
        {
            Kind = Enum.IsDefined((FailureKind)message.Kind) ? (FailureKind)message.Kind : FailureKind.DeviceError,
            Message = Printable.Lines(message.Message, Limits.MessageLength),
            ExitCode = message.ExitCode == 0 ? null : message.ExitCode,
            // A failure is a failure, whatever else was said around it.
            Context = ContextMapping.Read(errors.Count == 0 ? message.Context : null),
        };
    }
}
