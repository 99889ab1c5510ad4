using Lts.Agent.Connection;
using Lts.Tests.Support;

namespace Lts.Tests.Agent.Connection;

/// <summary>What the next run of an agent knows of the one that died.</summary>
public sealed class RunMarkerTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();
    private readonly RecordingLogger _log = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Death_WhileMeasuring_IsTold_UntilTheCoordinatorKnows()
    {
        var marker = Open();
        marker.Prepare("s.0.0.1.ab");
        marker.Begin();
        Assert.Equal("s.0.0.1.ab", marker.Running);

        Assert.Equal("s.0.0.1.ab", Open().Interrupted); // and the agent died again before it could tell
        var next = Open();
        Assert.Equal("s.0.0.1.ab", next.Interrupted);
        next.Told();
        Assert.Null(next.Interrupted);
        Assert.Null(Open().Interrupted);
    }

    [Fact]
    public void Death_BeforeTheFirstProcess_SaysNothing()
    {
        var marker = Open();
        marker.Prepare("s.0.0.1.ab");

        Assert.Equal("s.0.0.1.ab", marker.Running);
        Assert.Null(Open().Interrupted);
    }

    [Fact]
    public void AttemptThatWasFinishedOrDropped_IsNotTold()
    {
        var marker = Open();
        marker.Prepare("s.0.0.1.ab");
        marker.Begin();
        marker.End();
        Assert.Equal("", marker.Running);
        Assert.Null(Open().Interrupted);

        marker.Prepare("s.0.1.1.cd");
        marker.Begin();
        marker.Drop();
        Assert.Null(Open().Interrupted);
    }

    [Fact]
    public void AttemptWhoseResultIsSafe_WasInterruptedByNothing()
    {
        var marker = Open();
        marker.Prepare("s.0.0.1.ab");
        marker.Begin();

        Assert.Null(RunMarker.Open(_data.FullName, attempt => attempt == "s.0.0.1.ab", _log).Interrupted);
        Assert.Null(Open().Interrupted);
    }

    [Fact]
    public void DiskThatTakesNoMark_StopsNothing()
    {
        var marker = Open();
        Directory.CreateDirectory(_data["running.tmp"]); // where the mark would be written

        marker.Prepare("s.0.0.1.ab");
        marker.Begin();

        Assert.Equal("s.0.0.1.ab", marker.Running);
        marker.End();
    }

    [Fact]
    public void NextAttempt_IsNotTakenForTheOneBefore()
    {
        var marker = Open();
        marker.Prepare("s.0.0.1.ab");
        marker.Begin();
        var next = Open();
        next.Prepare("s.0.1.1.cd");
        next.Begin();
        next.Told();

        Assert.Equal("s.0.1.1.cd", Open().Interrupted);
    }

    private RunMarker Open() => RunMarker.Open(_data.FullName, _ => false, _log);
}
