using System.Globalization;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Commands;

/// <summary>Reads token ids: whole numbers apart by white space or commas, in a JSON list or not.</summary>
internal static class IdReader
{
    /// <summary>All ids of a text.</summary>
    /// <exception cref="UserErrorException">Something in it is not an id.</exception>
    public static IdList Parse(ReadOnlySpan<byte> text)
    {
        var ids = new IdList();
        for (var at = 0; at < text.Length;)
        {
            var value = text[at];
            if (IsSeparator(value))
            {
                at++;
                continue;
            }

            long id = 0;
            var start = at;
            while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9' && id <= int.MaxValue)
            {
                id = (id * 10) + (text[at++] - '0');
            }

            if (at == start || id > int.MaxValue || (at < text.Length && !IsSeparator(text[at])))
            {
                throw new UserErrorException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Standard input holds something at byte {start} that is not a token id. Give whole numbers from 0, separated by spaces, or a JSON list of them."),
                    ExitCode.Usage);
            }

            ids.Add((int)id);
        }

        return ids;
    }

    private static bool IsSeparator(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)',' or (byte)'[' or (byte)']';
}
