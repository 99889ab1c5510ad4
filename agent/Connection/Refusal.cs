using Grpc.Core;
using Lts.Domain;

namespace Lts.Agent.Connection;

/// <summary>Tells refusals, which stand until somebody changes something, from failures that pass by themselves.</summary>
internal static class Refusal
{
    /// <summary>What to tell the user, or <see langword="null"/> where trying again at once may help.</summary>
    /// <param name="status">The status that the registration ended with.</param>
    /// <param name="coordinator">Its address, for the message.</param>
    /// <param name="deviceName">The name that was asked for, for the message.</param>
    public static string? Describe(Status status, Uri coordinator, string deviceName)
    {
        string detail = Printable.Of(status.Detail, 2_000);
        return status.StatusCode switch
        {
            StatusCode.FailedPrecondition =>
                $"The coordinator at {coordinator} does not speak this agent's protocol: {detail} Update the older of the two.",
            StatusCode.AlreadyExists => $"The coordinator at {coordinator} refuses the name '{deviceName}': {detail}",
            StatusCode.InvalidArgument => $"The coordinator at {coordinator} refuses the registration: {detail}",
            StatusCode.Unimplemented =>
                $"What answers at {coordinator} is not a coordinator of lts-distributed. Check the address and port.",
            StatusCode.Unauthenticated or StatusCode.PermissionDenied =>
                $"The coordinator at {coordinator} does not admit this agent: {detail}",
            _ => null,
        };
    }
}
