using Grpc.Core;
using Lts.Coordinator.Rpc;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Serving.Errors;
using Lts.Serving.Quotas;

namespace Lts.Tests.Coordinator.Trainings;

/// <summary>How many trainings there are, and which refusals of a trainer pass by themselves.</summary>
public sealed class TrainingQuotaTests
{
    [Theory]
    [InlineData(Limits.TrainingCount, 1)]
    [InlineData(0, Limits.TrainingCount + 1)]
    public void TrainingTooMany_IsRefused(int known, int added)
    {
        var e = Assert.Throws<QuotaExceededException>(() => TrainingQuota.CheckNew(known, added));

        Assert.Contains($"{Limits.TrainingCount} trainings", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Limits.TrainingCount - 1, 1)]
    [InlineData(Limits.TrainingCount, 0)]
    public void TrainingsWithinTheLimit_AreTaken(int known, int added) => TrainingQuota.CheckNew(known, added);

    [Fact]
    public void RefusalForRoom_IsNoReasonToTryForEver_AndOneForHasteIs()
    {
        var status = new Status(StatusCode.ResourceExhausted, "too much");

        var full = TrainerClient.Name(new RpcException(status), "http://trainer");
        var hasty = TrainerClient.Name(new RpcException(status, [new Metadata.Entry(CauseTrailer.Key, CauseTrailer.Quota)]), "http://trainer");

        Assert.Equal((TrainerFailure.NoRoom, TrainerFailure.Unavailable), (full.Failure, hasty.Failure));
        Assert.Equal(StatusCode.ResourceExhausted, RpcErrors.Table.StatusOf(full)?.StatusCode);
    }
}
