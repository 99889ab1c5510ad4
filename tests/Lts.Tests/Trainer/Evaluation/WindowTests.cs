using Lts.Trainer.Evaluation;

namespace Lts.Tests.Trainer.Evaluation;

public class WindowTests
{
    [Fact]
    public void EveryToken_IsPredictedOnce_WithAtLeastTheContextThatTheStrideLeaves()
    {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var (tokens, length) = (random.Next(0, 60), random.Next(1, 20));
            var stride = random.Next(1, length + 1);
            var next = 1L;
            foreach (var window in Window.Over(TokenTexts.Of(new int[tokens]), length, stride))
            {
                Assert.Equal(next, window.FirstScored);
                Assert.InRange(window.Inputs, 1, length);
                Assert.InRange(window.Start, 0, window.FirstScored - 1);
                Assert.True(window.Start == 0 || window.FirstScored - window.Start > length - stride);
                next = window.Start + window.Inputs + 1;
                Assert.InRange(next, window.FirstScored + 1, tokens);
            }

            Assert.Equal(Math.Max(1, tokens), next);
        }
    }

    [Fact]
    public void StrideOfAWholeWindow_DoesNotOverlap() => Assert.Equal(
        [new Window(0, 4, 1), new Window(4, 4, 5), new Window(6, 4, 9)], Window.Over(TokenTexts.Of(new int[11]), 4, 4));
}
