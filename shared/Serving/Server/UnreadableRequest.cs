using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Lts.Serving.Server;

/// <summary>
/// gRPC says of a request whose bytes are no message that the server failed. It is the client's mistake, and is named so: what a handler throws
/// never comes here without a name (<see cref="Errors.ErrorInterceptor"/>).
/// </summary>
internal static class UnreadableRequest
{
    private const string Status = "grpc-status";
    private const string Message = "grpc-message";

    private static readonly string Unknown = ((int)StatusCode.Unknown).ToString(CultureInfo.InvariantCulture);
    private static readonly string Invalid = ((int)StatusCode.InvalidArgument).ToString(CultureInfo.InvariantCulture);

    /// <summary>Runs the rest, and names its failure where that came before any handler.</summary>
    /// <param name="context">The call that a client made.</param>
    /// <param name="next">What would answer it without this.</param>
    public static async Task NameAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.RequestAborted.IsCancellationRequested)
        {
            return; // Nobody is there to be told, and nothing of the response may be touched.
        }

        var headers = context.Response.Headers;
        if (!context.Response.HasStarted && headers[Status] == Unknown)
        {
            headers[Status] = Invalid;
            headers[Message] = "The request cannot be read: its bytes are not the message that this call takes.";
        }
    }
}
