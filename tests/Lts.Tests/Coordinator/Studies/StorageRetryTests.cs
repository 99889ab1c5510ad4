using Lts.Coordinator.Studies;

namespace Lts.Tests.Coordinator.Studies;

public sealed class StorageRetryTests
{
    [Fact]
    public async Task WriteThatEndsAfterItsStudy_IsFollowedByNothing()
    {
        using var stop = new CancellationTokenSource();

        var write = StorageRetry.UntilStoredAsync(() => stop.CancelAsync(), TimeProvider.System, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
    }
}
