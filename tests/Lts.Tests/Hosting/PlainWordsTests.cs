using Lts.Hosting.CommandLine;

namespace Lts.Tests.Hosting;

public sealed class PlainWordsTests
{
    [Theory]
    [InlineData("Cannot parse argument 'x' for option '--threads' as expected type 'System.Int32'.", "--threads: 'x' is not a whole number.")]
    [InlineData("Cannot parse argument 'it's' for option '--seed' as expected type 'System.Int64'.", "--seed: 'it's' is not a whole number.")]
    [InlineData("Cannot parse argument 'x' for option '--top-p' as expected type 'System.Double'.", "--top-p: 'x' is not a number.")]
    [InlineData("Cannot parse argument 'x' for option '--n' as expected type 'System.Nullable`1[System.Int32]'.", "--n: 'x' is not a whole number.")]
    [InlineData("Cannot parse argument 'x' for command 'y' as expected type 'System.Uri'.", "y: 'x' is not valid here.")]
    [InlineData("Option '--speed' is required.", "Option '--speed' is required.")]
    public void Message_NamesNoType(string message, string expected) => Assert.Equal(expected, PlainWords.Of(message));
}
