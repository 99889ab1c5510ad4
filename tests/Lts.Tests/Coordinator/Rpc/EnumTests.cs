using Lts.Contracts;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Studies;
using Lts.Domain.Trainings;
using Proto = Lts.Protos.V1;

namespace Lts.Tests.Coordinator.Rpc;

/// <summary>Mapping casts between these: each name must have one number on both sides.</summary>
public class EnumTests
{
    [Theory]
    [InlineData(typeof(Verdict), typeof(Proto.Verdict))]
    [InlineData(typeof(FailureKind), typeof(Proto.FailureKind))]
    [InlineData(typeof(MeasurementPhase), typeof(Proto.MeasurementPhase))]
    [InlineData(typeof(Direction), typeof(Proto.Direction))]
    [InlineData(typeof(CandidateOrigin), typeof(Proto.CandidateOrigin))]
    [InlineData(typeof(StudyState), typeof(Proto.StudyState))]
    [InlineData(typeof(CandidateState), typeof(Proto.CandidateState))]
    [InlineData(typeof(TrainingState), typeof(Proto.JobState))]
    [InlineData(typeof(DeviceStatus), typeof(Proto.DeviceState))]
    public void Twins_HaveTheSameNumbers(Type ours, Type theirs)
    {
        foreach (var value in Enum.GetValues(ours))
        {
            Assert.Equal(
                value.ToString()!.ToUpperInvariant(),
                Enum.ToObject(theirs, (int)value).ToString()!.ToUpperInvariant());
        }
    }

    [Fact]
    public void EveryMetricOfTheContract_IsKnownByTheNameOfItsValue() => Assert.All(
        Enum.GetValues<Proto.Metric>().Skip(1),
        value => Assert.Equal(value, MetricMapping.ToProto(Metrics.Find(MetricMapping.NameOf(new Proto.Objective { Metric = value }))!)));

    [Fact]
    public void MetricsName_GoesBeforeItsNumber() => Assert.Equal(
        "decode_ms", MetricMapping.NameOf(new Proto.Constraint { Metric = Proto.Metric.LatencyMs, MetricName = "decode_ms" }));

    [Fact]
    public void UnknownMetric_IsOneError_ThatNamesTheNearest()
    {
        var errors = new List<string>();

        Assert.Null(MetricMapping.Read("objectives[0].metric", "latency_m", errors));

        Assert.Equal(["objectives[0].metric latency_m is unknown: did you mean latency_ms?"], errors);
    }
}
