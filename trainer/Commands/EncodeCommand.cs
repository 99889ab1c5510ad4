using System.Buffers;
using System.Buffers.Text;
using System.CommandLine;
using Lts.Hosting;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer encode</c>: standard input to token ids.</summary>
internal static class EncodeCommand
{
    private const int PartBytes = 1 << 20;
    private const int LongestNumber = 11;

    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create()
    {
        var tokenizer = TokenizerOption.Create();
        var json = new Option<bool>("--json") { Description = "Print the ids as a JSON list." };
        var command = new Command("encode", "Turn the text on standard input (UTF-8) into token ids.") { tokenizer, json };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            await RunAsync(
                Console.OpenStandardInput(), Console.OpenStandardOutput(), TokenizerFile.LoadNamed(arguments.GetValue(tokenizer)!),
                arguments.GetValue(json), cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Encodes a stream of any length: memory holds a part of it.</summary>
    internal static async Task RunAsync(Stream input, Stream output, ByteLevelTokenizer tokenizer, bool json, CancellationToken cancellationToken)
    {
        var (encoder, ids, text) = (tokenizer.CreateEncoder(), new IdList(), new ArrayBufferWriter<byte>());
        var separator = json ? (byte)',' : (byte)' ';
        var first = true;
        if (json)
        {
            text.Write("["u8);
        }

        await foreach (var part in TextStream.ReadAsync(input, PartBytes, cancellationToken))
        {
            ids.Clear();
            encoder.Append(part.Span, ids);
            first = Write(ids.Span, text, separator, first);
            await output.WriteAsync(text.WrittenMemory, cancellationToken);
            text.ResetWrittenCount();
        }

        await output.WriteAsync(json ? "]\n"u8.ToArray() : "\n"u8.ToArray(), cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    private static bool Write(ReadOnlySpan<int> ids, ArrayBufferWriter<byte> text, byte separator, bool first)
    {
        foreach (var id in ids)
        {
            var room = text.GetSpan(LongestNumber + 1);
            var length = 0;
            if (!first)
            {
                room[length++] = separator;
            }

            Utf8Formatter.TryFormat(id, room[length..], out var digits);
            text.Advance(length + digits);
            first = false;
        }

        return first;
    }
}
