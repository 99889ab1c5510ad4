using System.Xml.Linq;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Curve;
using Lts.Trainer.Training.Runs;

namespace Lts.Tests.Trainer.Training;

public sealed class RunFilesTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Progress_IsCutBackToACheckpoint_AndAHalfLineIsDropped()
    {
        var path = _folder["progress.jsonl"];
        using (var log = ProgressLog.Open(path, 0))
        {
            Enumerable.Range(1, 5).ToList().ForEach(step => log.Append(Line(step * 10)));
        }

        File.AppendAllText(path, "{\"step\":60,\"st");
        Assert.Equal(5, ProgressLog.Read(path).Count);
        using (var log = ProgressLog.Open(path, 30))
        {
            log.Append(Line(40) with { TrainLoss = double.NaN });
        }

        Assert.Equal([10, 20, 30, 40], ProgressLog.Read(path).Select(line => line.Step));
        Assert.True(double.IsNaN(ProgressLog.Read(path)[^1].TrainLoss));
    }

    [Fact]
    public void Lock_IsHeldByOneAndFreeAfterIt()
    {
        var run = new RunFolder(_folder.FullName);
        using (RunLock.Take(run))
        {
            var e = Assert.Throws<UserErrorException>(() => RunLock.Take(run));
            Assert.Equal(ExitCode.Conflict, e.ExitCode);
            Assert.Contains(run.FullName, e.Message, StringComparison.Ordinal);
        }

        RunLock.Take(run).Dispose();
    }

    /// <summary>Every state that a crash can leave behind, in the order in which a checkpoint is replaced.</summary>
    [Theory]
    [InlineData("last", "", "", "1")]
    [InlineData("last", "new", "", "1")] // being written
    [InlineData("", "new", "old", "2")] // set aside, not yet in place
    [InlineData("last", "", "old", "2")] // in place, the old one not yet removed
    [InlineData("", "", "old", "1")] // moved by hand
    [InlineData("", "", "", null)]
    public void Checkpoint_IsWholeWheneverTheProcessDies(string current, string next, string old, string? expected)
    {
        var checkpoints = new CheckpointFolders(_folder.FullName);
        Make(current, "last", old.Length > 0 ? "2" : "1");
        Make(next, "last.new", "2");
        Make(old, "last.old", "1");

        checkpoints.Recover("last");

        Assert.Equal(expected, File.Exists(_folder["last/step"]) ? File.ReadAllText(_folder["last/step"]) : null);
        Assert.Equal(expected is null ? 0 : 1, Directory.GetDirectories(_folder.FullName).Length);
    }

    [Fact]
    public void Checkpoint_IsReplacedWhole()
    {
        var checkpoints = new CheckpointFolders(_folder.FullName);
        for (var i = 1; i <= 3; i++)
        {
            File.WriteAllText(Path.Combine(checkpoints.Begin("last"), "step"), i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            checkpoints.Commit("last");
        }

        checkpoints.Begin("last");
        checkpoints.Abandon("last");

        Assert.Equal("3", File.ReadAllText(_folder["last/step"]));
        Assert.Single(Directory.GetDirectories(_folder.FullName));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void Curve_IsWellFormedWhateverThereIsToDraw(int count)
    {
        var lines = Enumerable.Range(1, count).Select(step => Line(step)).ToList();
        var svg = XDocument.Parse(LossPicture.ToSvg(lines));

        Assert.Equal(count / 10, svg.Descendants().Count(e => e.Name.LocalName == "circle" && e.Attribute("r")!.Value == "3.5") - 1);
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        Assert.Contains("<svg", LossPage.ToHtml("a < b", lines), StringComparison.Ordinal);
        Assert.Contains("a &lt; b", LossPage.ToHtml("a < b", lines), StringComparison.Ordinal);
    }

    private static ProgressLine Line(int step) => new()
    {
        Step = step,
        Steps = 50,
        Tokens = step * 100,
        TrainLoss = 5.0 / step,
        LearningRate = 1e-3,
        GradientNorm = 1,
        TokensPerSecond = 1000,
        ElapsedSeconds = step,
        ValidationLoss = step % 10 == 0 ? 6.0 / step : null,
        ValidationPerplexity = step % 10 == 0 ? Math.Exp(6.0 / step) : null,
        BitsPerByte = step % 10 == 0 ? 1 : null,
    };

    private void Make(string wanted, string name, string step)
    {
        if (wanted.Length > 0)
        {
            Directory.CreateDirectory(_folder[name]);
            File.WriteAllText(_folder[name + "/step"], step);
        }
    }
}
