using Grpc.Core;
using Lts.Hosting;

namespace Lts.Agent.Connection;

/// <summary>Decides which failures to register are final, and what to tell the user then.</summary>
internal static class Refusal
{
    /// <summary>The error to end with, or <see langword="null"/> where trying again may help.</summary>
    /// <param name="status">The status that the registration ended with.</param>
    /// <param name="coordinator">Address, for the message.</param>
    /// <param name="deviceName">Name that was asked for, for the message.</param>
    public static UserErrorException? From(Status status, Uri coordinator, string deviceName) => status.StatusCode switch
    {
        StatusCode.FailedPrecondition => new UserErrorException(
            $"The coordinator at {coordinator} does not speak this agent's protocol: {status.Detail} Update the older of the two.",
            ExitCode.Unavailable),
        StatusCode.AlreadyExists => new UserErrorException(
            $"The name '{deviceName}' is in use by another agent at {coordinator}. Choose another one with --name, or stop that agent.",
            ExitCode.Conflict),
        StatusCode.InvalidArgument => new UserErrorException(
            $"The coordinator at {coordinator} refused the registration: {status.Detail}", ExitCode.Usage),
        StatusCode.Unimplemented => new UserErrorException(
            $"What answers at {coordinator} is not a coordinator of lts-distributed. Check the address and port.", ExitCode.Unavailable),
        StatusCode.Unauthenticated or StatusCode.PermissionDenied => new UserErrorException(
            $"The coordinator at {coordinator} does not admit this agent: {status.Detail}", ExitCode.Unavailable),
        _ => null,
    };
}
