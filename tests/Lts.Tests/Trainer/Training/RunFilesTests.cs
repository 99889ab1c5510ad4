using System.Text.Json;
using System.Xml.Linq;
using Lts.Contracts.Json;
using Lts.Domain.Trainings;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Curve;
using Lts.Trainer.Training.Progress;
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
            log.Append(Line(40));
        }

        Assert.Equal([10, 20, 30, 40], ProgressLog.Read(path).Select(line => line.Step));
    }

    /// <summary>Else the process breaks down, is started again twice, and its job is said to have had too little memory.</summary>
    [LinuxFact]
    public void Progress_OnAFullDisk_SaysWhatToDo()
    {
        using var log = ProgressLog.Open("/dev/full", 0);

        var error = Assert.Throws<UserErrorException>(() => log.Append(Line(1)));

        Assert.Equal(ExitCode.Storage, error.ExitCode);
        Assert.Contains("Make room, then start the run again", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A perplexity is e to a loss, which a diverging model soon has beyond any number.</summary>
    [Fact]
    public void Progress_BeyondAnyNumber_IsNullInTheFile_AndReadBackAsInfinite()
    {
        var path = _folder["progress.jsonl"];
        using (var log = ProgressLog.Open(path, 0))
        {
            log.Append(Evaluated(Line(10), 1000) with { GradientNorm = double.PositiveInfinity });
        }

        var json = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        Assert.Equal(JsonValueKind.Null, json.GetProperty("validation_perplexity").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("gradient_norm").ValueKind);
        var line = Assert.Single(ProgressLog.Read(path));
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity, 1000), (line.GradientNorm, line.ValidationPerplexity, line.ValidationLoss));
        Assert.Contains("perplexity over 1e308", ProgressText.Line(line), StringComparison.Ordinal);
        Assert.Contains("perplexity 1.4e+108", ProgressText.Line(Evaluated(line, 249)), StringComparison.Ordinal);
    }

    /// <summary>As versions before this one wrote it.</summary>
    [Fact]
    public void Words_ForWhatIsNotFinite_AreStillRead()
    {
        File.WriteAllText(_folder["progress.jsonl"], """
            {"step":10,"steps":50,"tokens":1000,"train_loss":"NaN","learning_rate":0.001,"gradient_norm":1,"tokens_per_second":1000,"elapsed_s":10,"validation_loss":1000,"validation_perplexity":"Infinity","bits_per_byte":900.5}

            """);
        File.WriteAllText(_folder["result.json"], """
            {"architecture_id":"gpt2_x","decoder_parameters":1,"total_parameters":2,"steps":3,"tokens":4,"train_loss":5,"validation_loss":800,"validation_perplexity":"Infinity","word_perplexity":"Infinity","bits_per_byte":6,"corpus_sha256":"a","tokenizer_sha256":"b","seed":1,"training_s":7,"libtorch":"1.13.0","device":"cpu, 1 thread","peak_memory_bytes":8}
            """);

        var line = Assert.Single(ProgressLog.Read(_folder["progress.jsonl"]));
        var result = new RunFolder(_folder.FullName).ReadResult()!;

        Assert.Equal((double.NaN, double.PositiveInfinity, 900.5), (line.TrainLoss, line.ValidationPerplexity, line.BitsPerByte));
        Assert.Equal((double.PositiveInfinity, double.PositiveInfinity), (result.ValidationPerplexity, result.WordPerplexity));
        var json = JsonDocument.Parse(JsonSerializer.Serialize(TrainingResultJson.Of(result), RunJsonContext.Default.TrainingResultJson)).RootElement;
        Assert.Equal(JsonValueKind.Null, json.GetProperty("validation_perplexity").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("word_perplexity").ValueKind);
        File.WriteAllText(_folder["result.json"], json.GetRawText());
        Assert.Equal(result, new RunFolder(_folder.FullName).ReadResult());
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

    /// <summary>After a power failure a name may be there whose content is not, or the other way round, unless folders are flushed in this order.</summary>
    [Fact]
    public void Checkpoint_IsOnTheDisk_BeforeItTakesTheLastOnesPlace_AndAfter()
    {
        var seen = new List<string>();
        var checkpoints = new CheckpointFolders(_folder.FullName, flushed => seen.Add(
            $"{Path.GetFileName(flushed)}: {string.Join(' ', Directory.GetDirectories(_folder.FullName).Select(Path.GetFileName).Order())}"));
        checkpoints.Begin("last");
        checkpoints.Commit("last");
        seen.Clear();
        checkpoints.Begin("last");
        checkpoints.Commit("last");

        var root = Path.GetFileName(_folder.FullName);
        Assert.Equal(["last.new: last last.new", $"{root}: last last.new", $"{root}: last last.old"], seen);
    }

    [Fact]
    public void Folder_CanBeFlushed_AndOneThatIsNotThereIsNamed()
    {
        DurableFolder.Flush(_folder.FullName);
        if (!OperatingSystem.IsWindows())
        {
            var e = Assert.Throws<IOException>(() => DurableFolder.Flush(_folder["nothing"]));
            Assert.Contains(_folder["nothing"], e.Message, StringComparison.Ordinal);
        }
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

    private static TrainingProgress Line(int step)
    {
        var line = new TrainingProgress(
            step, Steps: 50, Tokens: step * 100, TrainLoss: 5.0 / step, LearningRate: 1e-3, GradientNorm: 1, TokensPerSecond: 1000,
            ElapsedSeconds: step, ValidationLoss: null, ValidationPerplexity: null, BitsPerByte: null);
        return step % 10 == 0 ? Evaluated(line, 6.0 / step) : line;
    }

    private static TrainingProgress Evaluated(TrainingProgress line, double loss) =>
        line with { ValidationLoss = loss, ValidationPerplexity = Math.Exp(loss), BitsPerByte = 1 };

    private void Make(string wanted, string name, string step)
    {
        if (wanted.Length > 0)
        {
            Directory.CreateDirectory(_folder[name]);
            File.WriteAllText(_folder[name + "/step"], step);
        }
    }
}
