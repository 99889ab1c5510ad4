using Lts.Domain.Studies;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>What measuring again has shown, on the wire.</summary>
public static class CheckMapping
{
    /// <summary>To the wire.</summary>
    public static Proto.CheckSummary? ToProto(CheckSummary? checks) => checks is null ? null : new()
    {
        ConfirmedCount = checks.ConfirmedCount,
        CorrectedCount = checks.CorrectedCount,
        OpenCount = checks.OpenCount,
        InDoubtCount = checks.InDoubtCount,
        MedianRatio = checks.MedianRatio,
        LargestRatio = checks.LargestRatio,
    };

    /// <summary>From the wire.</summary>
    public static CheckSummary? Read(Proto.CheckSummary? message) => message is null ? null : new()
    {
        ConfirmedCount = message.ConfirmedCount,
        CorrectedCount = message.CorrectedCount,
        OpenCount = message.OpenCount,
        InDoubtCount = message.InDoubtCount,
        MedianRatio = message.MedianRatio,
        LargestRatio = message.LargestRatio,
    };

    /// <summary>To the wire.</summary>
    public static Proto.QuarantinedDevice ToProto(QuarantinedDevice device) =>
        new() { Name = device.Name, Reason = device.Reason, Time = WireTime.ToProto(device.Time) };

    /// <summary>From the wire.</summary>
    public static QuarantinedDevice Read(Proto.QuarantinedDevice message) =>
        new(message.Name, message.Reason, WireTime.Read(message.Time));
}
