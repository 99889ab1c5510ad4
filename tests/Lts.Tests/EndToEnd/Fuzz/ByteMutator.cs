using System.Text;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>
/// Damages valid inputs as disks, networks and strangers do: flipped bits, missing, doubled and foreign slices, huge lengths, other numbers.
/// The same number gives the same bytes.
/// </summary>
/// <param name="corpus">Valid inputs; none is empty.</param>
internal sealed class ByteMutator(IReadOnlyList<byte[]> corpus)
{
    private const int MostChanges = 6;
    private const int BytesPerChange = 64;
    private const int LongestSlice = 64;
    private const int LongRun = 20_000;

    /// <summary>The input of a number.</summary>
    public byte[] Next(int number)
    {
        var random = FuzzForm.RandomOf(number);
        var bytes = new List<byte>(corpus[random.Next(corpus.Count)]);
        for (int change = random.Next(1, Math.Min(MostChanges, 2 + (bytes.Count / BytesPerChange))); change > 0; change--)
        {
            Change(bytes, random);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count + 1);
        int length = Math.Min(random.Next(1, LongestSlice), bytes.Count - at);
        switch (random.Next(11))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at); // cut off
                break;
            case 5:
                var other = corpus[random.Next(corpus.Count)];
                int from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(LongestSlice, other.Length - from)).ToArray());
                break;
            case 6 when random.Next(8) == 0:
                bytes.InsertRange(at, Enumerable.Repeat((byte)"[{(0 \n\"-"[random.Next(8)], random.Next(1, LongRun)));
                break;
            case 7 or 8:
                ReplaceNumber(bytes, at, random);
                break;
            default:
                bytes.InsertRange(at, FuzzWords.Slices[random.Next(FuzzWords.Slices.Count)]);
                break;
        }
    }

    /// <summary>Puts another number in the place of the next one that is written in digits.</summary>
    private static void ReplaceNumber(List<byte> bytes, int at, Random random)
    {
        int first = bytes.FindIndex(at, value => char.IsAsciiDigit((char)value));
        if (first < 0)
        {
            return;
        }

        int end = bytes.FindIndex(first, value => !char.IsAsciiDigit((char)value));
        bytes.RemoveRange(first, (end < 0 ? bytes.Count : end) - first);
        bytes.InsertRange(first, Encoding.ASCII.GetBytes(FuzzWords.Numbers[random.Next(FuzzWords.Numbers.Count)]));
    }
}
