using System.Security.Cryptography;
using System.Text.Json;
using Lts.Domain;
using Lts.Hosting;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>Hugging Face's <c>tokenizer.json</c>, for byte-level BPE.</summary>
internal static class TokenizerFile
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = "tokenizer.json";

    private const long MostBytes = 1L << 28; // published ones have up to some tens of MB

    /// <summary>GPT-2's tokenizer for the word <c>gpt2</c>, else that of a file, or of a folder that holds one.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it cannot be used.</exception>
    public static ByteLevelTokenizer LoadNamed(string nameOrPath) => nameOrPath == Gpt2Tokenizer.Name
        ? Gpt2Tokenizer.Load()
        : Load(Directory.Exists(nameOrPath) ? Path.Combine(nameOrPath, FileName) : nameOrPath);

    /// <summary>Reads a file.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it asks for something that is not supported; the message names all of it.</exception>
    public static ByteLevelTokenizer Load(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MostBytes)
            {
                throw new UserErrorException($"{path} has {length} bytes, more than any tokenizer: at most {MostBytes} are read.", ExitCode.Usage);
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 64 });
            return new ByteLevelTokenizer(TokenizerFileReader.Read(document.RootElement, path));
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw UnreadableFile.Explain(path, e, $"\"{Gpt2Tokenizer.Name}\" is the name of GPT-2's tokenizer.");
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"{path} is not JSON, so it is not a tokenizer.json: {MalformedJson.Describe(e)}", ExitCode.Usage, e);
        }
        catch (InvalidOperationException e)
        {
            throw new UserErrorException($"{path} holds text that is not valid Unicode: {e.Message}", ExitCode.Usage, e);
        }
    }

    /// <summary>Writes a file that Hugging Face's tokenizers library reads; whole, or not at all. The same tokenizer gives the same bytes.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public static void Save(ByteLevelTokenizer tokenizer, string path)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        AtomicFile.Write(path, stream => stream.Write(TokenizerFileWriter.ToJson(tokenizer.Model)));
    }

    /// <summary>SHA-256 of the file that the tokenizer is written as, in lower-case hexadecimal.</summary>
    internal static string Sha256(TokenizerModel model) => Convert.ToHexStringLower(SHA256.HashData(TokenizerFileWriter.ToJson(model)));
}
