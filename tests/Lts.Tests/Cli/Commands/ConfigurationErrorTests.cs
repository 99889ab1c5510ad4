using Lts.Cli.Commands.Trainings;

namespace Lts.Tests.Cli.Commands;

public sealed class ConfigurationErrorTests
{
    [Theory]
    [InlineData("configuration: training.steps must be at least 1.", true)]
    [InlineData("configuration is not valid JSON.", true)]
    [InlineData("the job: configuration: training.steps must be at least 1.", true)]
    [InlineData("the job has 2 errors:\n  - configuration: a\n  - configuration: b", true)]
    [InlineData("the job has 2 errors:\n  - configuration: a\n  - corpora: there is no text 'books'.", false)]
    [InlineData("corpora: there is no text 'books'.", false)]
    [InlineData("the job: corpora: there is no text 'books'.", false)]
    [InlineData("vocabulary_size: the configuration names a tokenizer already (data.tokenizer); keep one of the two.", false)]
    public void OnlyAnErrorOfTheConfiguration_IsOne(string detail, bool expected) => Assert.Equal(expected, ConfigurationError.IsOne(detail));
}
