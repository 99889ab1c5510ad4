using System.Collections.Immutable;
using Lts.Hosting;

namespace Lts.Trainer.Data.Corpus;

/// <summary>
/// A real text that a package ships: the State of the Union addresses of the presidents of the United States, 1790 to 2021, in the public
/// domain; 233 files, 10.8 MB, 1.8 million words.
/// </summary>
internal static class SampleText
{
    /// <summary>The folder of the text files.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "sample-text");

    /// <summary>The text's files, oldest first.</summary>
    /// <exception cref="UserErrorException">The npm package was not installed when this was built.</exception>
    public static ImmutableArray<string> Files()
    {
        var files = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.txt") : [];
        if (files.Length == 0)
        {
            throw new UserErrorException($"The sample text is not in {Folder}. Install the npm packages and build again (./lts setup).", ExitCode.NotFound);
        }

        return [.. files.Order(StringComparer.Ordinal)];
    }
}
