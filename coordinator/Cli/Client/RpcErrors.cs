using Grpc.Core;
using Lts.Hosting;
using Lts.Serving.Client;
using Lts.Serving.Errors;

namespace Lts.Cli.Client;

/// <summary>The one place where a gRPC status becomes a message and an exit code.</summary>
internal static class RpcErrors
{
    /// <summary>What to tell the user.</summary>
    /// <param name="status">From the failed call.</param>
    /// <param name="address">The coordinator's address as the user gave it.</param>
    /// <param name="trailers">Of the failed call.</param>
    public static UserErrorException Describe(Status status, string address, Metadata? trailers = null)
    {
        var (message, code) = status.StatusCode switch
        {
            StatusCode.Unavailable or StatusCode.Internal when NoAnswerOverTls(status, address) => (
                $"Cannot reach the coordinator at {address}: {ConnectionFailure.Describe(status.DebugException!)}. "
                + $"If a private authority issued its certificate, name that with {ClientTls.AuthorityOption}; "
                + $"if it asks for a certificate of yours, give {ClientTls.CertificateOption} and {ClientTls.KeyOption}.",
                ExitCode.Unavailable),
            StatusCode.Unavailable or StatusCode.Unimplemented when CauseTrailer.IsTrainer(trailers) => (status.Detail, ExitCode.Unavailable),
            StatusCode.Unavailable when status.DebugException is null => (status.Detail, ExitCode.Storage), // its own words: the database
            StatusCode.Unavailable => (
                $"Cannot reach the coordinator at {address}. Start it with `lts serve`, or name another one with --coordinator.",
                ExitCode.Unavailable),
            StatusCode.Internal when status.DebugException is HttpRequestException => (
                $"What answers at {address} is not a coordinator of lts-distributed. Check the address and port.", ExitCode.Unavailable),
            StatusCode.DeadlineExceeded => (
                $"The coordinator at {address} did not answer in time. Is it overloaded?", ExitCode.Unavailable),
            StatusCode.Unimplemented => (
                $"The coordinator at {address} does not know this request. Is it an lts coordinator of the same version as this program?",
                ExitCode.Unavailable),
            StatusCode.Unauthenticated or StatusCode.PermissionDenied => (status.Detail, ExitCode.Unavailable),
            StatusCode.InvalidArgument or StatusCode.OutOfRange => (status.Detail, ExitCode.Usage),
            StatusCode.NotFound => (status.Detail, ExitCode.NotFound),
            StatusCode.AlreadyExists or StatusCode.FailedPrecondition or StatusCode.Aborted => (status.Detail, ExitCode.Conflict),
            StatusCode.ResourceExhausted when CauseTrailer.IsQuota(trailers) || CauseTrailer.IsTrainer(trailers) => (status.Detail, ExitCode.Conflict),
            StatusCode.ResourceExhausted or StatusCode.DataLoss => (status.Detail, ExitCode.Storage),
            StatusCode.Cancelled => ("Cancelled.", ExitCode.Cancelled),
            _ => ($"The coordinator at {address} failed ({status.StatusCode}): {status.Detail}", ExitCode.Failure),
        };
        return new UserErrorException(message.Length > 0 ? message : $"The coordinator refused: {status.StatusCode}.", code);
    }

    /// <summary>A refused handshake is INTERNAL for gRPC, a refused connection UNAVAILABLE.</summary>
    private static bool NoAnswerOverTls(Status status, string address) =>
        status.DebugException is HttpRequestException && address.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
