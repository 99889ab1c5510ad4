using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer decode</c>: token ids on standard input to text.</summary>
internal static class DecodeCommand
{
    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create()
    {
        var tokenizer = TokenizerOption.Create();
        var json = new Option<bool>("--json") { Description = "Print the text as a JSON string; bytes that are not UTF-8 become U+FFFD." };
        var command = new Command("decode", "Turn token ids on standard input (separated by spaces, or a JSON list) into the text's bytes.") { tokenizer, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await RunAsync(
                Console.OpenStandardInput(), Console.OpenStandardOutput(), TokenizerFile.LoadNamed(arguments.GetValue(tokenizer)!),
                arguments.GetValue(json), cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Decodes ids to the bytes of their text, or to a JSON string.</summary>
    /// <param name="input">Ids separated by spaces, or a JSON list of them; read to its end.</param>
    /// <param name="output">Receives the text.</param>
    /// <param name="tokenizer">Says which bytes an id is.</param>
    /// <param name="json">Whether to write a JSON string, in which bytes that are not UTF-8 become U+FFFD.</param>
    /// <param name="cancellationToken">Ends reading and writing.</param>
    internal static async Task RunAsync(Stream input, Stream output, ByteLevelTokenizer tokenizer, bool json, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await input.CopyToAsync(buffer, cancellationToken);
        var text = new ArrayBufferWriter<byte>();
        tokenizer.Decode(IdReader.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)).Span, text);
        if (json)
        {
            await using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            writer.WriteStringValue(Encoding.UTF8.GetString(text.WrittenSpan));
            await writer.FlushAsync(cancellationToken);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
        else
        {
            await output.WriteAsync(text.WrittenMemory, cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
    }
}
