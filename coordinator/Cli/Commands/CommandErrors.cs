using Grpc.Core;
using Lts.Cli.Client;
using Lts.Domain;
using Lts.Hosting;
using Lts.Onnx.Emission;

namespace Lts.Cli.Commands;

/// <summary>Turns what a verb throws into one message and an exit code.</summary>
internal static class CommandErrors
{
    /// <summary>What to tell the user; unexpected exceptions keep their stack trace, because they are bugs.</summary>
    public static UserErrorException Describe(Exception exception, string address) => exception switch
    {
        UserErrorException known => known,
        ValidationException invalid => new(invalid.Message, ExitCode.Usage, invalid),
        ModelTooLargeException large => new(large.Message, ExitCode.Usage, large),
        RpcException rpc => RpcErrors.Describe(rpc.Status, address, rpc.Trailers),
        OperationCanceledException => new("Stopped.", ExitCode.Cancelled),
        IOException io => new(io.Message, ExitCode.Storage, io),
        UnauthorizedAccessException denied => new(denied.Message, ExitCode.Storage, denied),
        _ => new($"Unexpected error, please report it: {exception}", ExitCode.Failure, exception),
    };
}
