using Google.Protobuf.Reflection;
using Grpc.Core;
using Lts.Protos.V1;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>Every call of every program, by reflection: one that is added is tried, too.</summary>
internal static class FuzzMethods
{
    /// <summary>What a coordinator answers.</summary>
    public static IReadOnlyList<MethodDescriptor> OfCoordinator { get; } =
    [
        .. AgentReflection.Descriptor.Services.Concat(DeviceReflection.Descriptor.Services).Concat(StudyReflection.Descriptor.Services)
            .Concat(TrainingReflection.Descriptor.Services).SelectMany(service => service.Methods),
    ];

    /// <summary>What a trainer answers.</summary>
    public static IReadOnlyList<MethodDescriptor> OfTrainer { get; } = [.. TrainerReflection.Descriptor.Services.SelectMany(service => service.Methods)];

    /// <summary>Whether a status says that something happened that nobody foresaw.</summary>
    public static bool IsUnforeseen(Status status) =>
        status.StatusCode is StatusCode.Internal or StatusCode.Unknown or StatusCode.Unimplemented or StatusCode.DataLoss
        || (status.StatusCode == StatusCode.Unavailable && status.DebugException is not null);
}
