using Grpc.Core;

namespace Lts.Tests.Trainer.Service;

/// <summary>How a call fails.</summary>
internal static class Status
{
    public static async Task<StatusCode> OfAsync(Func<Task> call) => (await ErrorOfAsync(call)).StatusCode;

    public static Task<RpcException> ErrorOfAsync(Func<Task> call) => Assert.ThrowsAsync<RpcException>(call);
}
