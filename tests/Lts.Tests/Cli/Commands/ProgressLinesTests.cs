using Lts.Cli.Commands.Display;
using Lts.Contracts;
using Lts.Domain.Studies;
using Lts.Tests.Cli.Client;
using StudyState = Lts.Protos.V1.StudyState;

namespace Lts.Tests.Cli.Commands;

public sealed class ProgressLinesTests
{
    [Fact]
    public void ChangesWithinTheInterval_WaitForTheNext()
    {
        var time = new SteppedTime();
        var lines = new ProgressLines(time, TimeSpan.FromSeconds(5));

        Assert.Single(lines.For(Study(StudyState.Running, 1)));
        time.Now += TimeSpan.FromSeconds(4);
        Assert.Empty(lines.For(Study(StudyState.Running, 2)));
        time.Now += TimeSpan.FromSeconds(1);
        Assert.Single(lines.For(Study(StudyState.Running, 3)));
        time.Now += TimeSpan.FromSeconds(5);
        Assert.Empty(lines.For(Study(StudyState.Running, 3))); // nothing new
    }

    [Fact]
    public void NewGenerationAndEnd_AreSaidAtOnce()
    {
        var lines = new ProgressLines(new SteppedTime(), TimeSpan.FromSeconds(5));
        var next = Sample.Study(StudyState.Running);
        next.Targets[0].Generation++;

        Assert.Single(lines.For(Study(StudyState.Running)));
        Assert.Single(lines.For(StudyMapping.Read(next)));
        next.Targets[0].Finished = true;
        Assert.Single(lines.For(StudyMapping.Read(next)));
    }

    private static StudySnapshot Study(StudyState state, int measured = 3) => StudyMapping.Read(Sample.Study(state, measured));

    private sealed class SteppedTime : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
