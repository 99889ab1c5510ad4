using Lts.Domain.Trainings;
using Lts.Tests.Support;
using Lts.Trainer.Service.Running;
using Lts.Trainer.Training.Runs;

namespace Lts.Tests.Trainer.Service;

public sealed class CurveTailTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string FilePath => _folder["progress.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachLook_GivesWhatIsNew()
    {
        var tail = new CurveTail(FilePath);
        Assert.Empty(tail.Look());
        Write(0, 10, 20);
        Assert.Equal([10, 20], Steps(tail));
        Assert.Empty(tail.Look());
        Write(20, 30);
        Assert.Equal([30], Steps(tail));
    }

    [Fact]
    public void HalfALine_IsNotALine()
    {
        var tail = new CurveTail(FilePath);
        Write(0, 10);
        File.AppendAllText(FilePath, "{\"step\":20,");
        Assert.Equal([10], Steps(tail));
        Write(10, 20);
        Assert.Equal([20], Steps(tail));
    }

    /// <summary>However far the new process has come when the next look comes.</summary>
    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 30 })]
    [InlineData(new[] { 30, 40 })]
    [InlineData(new[] { 30, 40, 50, 60 })]
    public void CurveThatWentBackToACheckpoint_IsGivenAnewFromThere(int[] steps)
    {
        var tail = new CurveTail(FilePath);
        Write(0, 10, 20, 30, 40);
        Assert.Equal([10, 20, 30, 40], Steps(tail));

        Write(20, elapsed: 1000, steps);

        Assert.Equal(steps, Steps(tail));
        Write(steps.LastOrDefault(20), elapsed: 1000, [70]);
        Assert.Equal([70], Steps(tail));
    }

    [Fact]
    public void LastLine_IsFoundInALongFile_AndNotInHalfALine()
    {
        Assert.Null(LastLine.Read(FilePath));
        Write(0, [.. Enumerable.Range(1, 200)]);
        File.AppendAllText(FilePath, "{\"step\":201,");

        Assert.Equal(200, LastLine.Read(FilePath)?.Step);
    }

    private static IEnumerable<int> Steps(CurveTail tail) => tail.Look().Select(line => line.Step);

    private void Write(int afterStep, params int[] steps) => Write(afterStep, elapsed: 0, steps);

    private void Write(int afterStep, double elapsed, int[] steps)
    {
        using var log = ProgressLog.Open(FilePath, afterStep);
        foreach (var step in steps)
        {
            log.Append(new TrainingProgress(
                step, Steps: 1000, Tokens: step, TrainLoss: double.NaN, LearningRate: 1e-3, GradientNorm: 1, TokensPerSecond: 1, elapsed + step,
                ValidationLoss: null, ValidationPerplexity: null, BitsPerByte: null));
        }
    }
}
