using Grpc.Core;
using Lts.Serving.Quotas;

namespace Lts.Serving.Errors;

/// <summary>A program's failures by name: the one place where they become gRPC statuses.</summary>
/// <param name="Program">Who failed, for messages about failures without a name: <c>coordinator</c>, <c>trainer</c>.</param>
/// <param name="Find">The name of a failure; <see langword="null"/> for one that nobody foresaw.</param>
public sealed record FailureTable(string Program, Func<Exception, NamedFailure?> Find)
{
    /// <summary>A status travels in headers, which clients limit.</summary>
    private const int LongestMessage = 6000;

    /// <summary>The status of a failure; <see langword="null"/> for one that nobody foresaw.</summary>
    /// <param name="exception">What a call threw.</param>
    public Status? StatusOf(Exception exception) => exception switch
    {
        RpcException known => known.Status,
        OperationCanceledException => new Status(StatusCode.Cancelled, "The call was cancelled."),
        QuotaExceededException => new Status(StatusCode.ResourceExhausted, Shortened(exception.Message)),
        SlowReaderException => new Status(StatusCode.DeadlineExceeded, exception.Message),
        _ => Find(exception) is { } failure ? new Status(failure.Code, Shortened(failure.Message)) : null,
    };

    /// <summary>What a client needs to know beyond the status: who failed, where that is not the server itself.</summary>
    /// <param name="exception">What a call threw.</param>
    public Metadata TrailersOf(Exception exception) => exception switch
    {
        RpcException known => known.Trailers,
        OperationCanceledException => [],
        QuotaExceededException => [new Metadata.Entry(CauseTrailer.Key, CauseTrailer.Quota)],
        _ => Find(exception)?.Cause is { } cause ? [new Metadata.Entry(CauseTrailer.Key, cause)] : [],
    };

    private static string Shortened(string message) =>
        message.Length <= LongestMessage ? message : message[..LongestMessage] + "\n  … and more.";
}
