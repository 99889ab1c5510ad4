using System.Text;
using Google.Protobuf;
using Lts.Domain;

namespace Lts.Coordinator.Rpc;

/// <summary>
/// One page of a list. A token names the last entry that was sent, so that nothing is left out or sent twice when entries come and go
/// between two pages.
/// </summary>
internal static class ListPage
{
    /// <summary>Takes a page.</summary>
    /// <param name="after">Entries whose keys come after one, in the order of their keys; after an empty one, all.</param>
    /// <param name="write">Makes the message of an entry.</param>
    /// <param name="size">Entries that the client wants; 0 from one that knows no pages, which gets what one answer holds.</param>
    /// <param name="token">Of the page before; empty for the first.</param>
    /// <returns>The messages, and the next page's token, which is empty after the last entry.</returns>
    /// <exception cref="ValidationException">Size or token make no sense.</exception>
    public static (List<TMessage> Messages, string NextToken) Take<T, TMessage>(
        Func<string, IEnumerable<(string Key, T Entry)>> after, Func<T, TMessage> write, int size, string token)
        where TMessage : IMessage
    {
        if (size < 0)
        {
            throw new ValidationException("the request", [$"page_size must be from 1 to {Limits.PageSize}, or absent, not {size}."]);
        }

        int most = size == 0 ? Limits.UnpagedCount : Math.Min(size, Limits.PageSize);
        int bytesLeft = size == 0 ? Limits.UnpagedBytes : Limits.PageBytes;
        var messages = new List<TMessage>();
        string last = "";
        foreach (var (key, entry) in after(KeyOf(token)))
        {
            if (messages.Count == most)
            {
                return (messages, TokenOf(last));
            }

            var message = write(entry);
            bytesLeft -= message.CalculateSize();
            if (bytesLeft < 0 && messages.Count > 0)
            {
                return (messages, TokenOf(last));
            }

            messages.Add(message);
            last = key;
        }

        return (messages, "");
    }

    private static string TokenOf(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static string KeyOf(string token)
    {
        Span<byte> bytes = stackalloc byte[Limits.TextLength];
        return token.Length <= Limits.TextLength && Convert.TryFromBase64String(token, bytes, out int length)
            ? Encoding.UTF8.GetString(bytes[..length])
            : throw new ValidationException("the request", ["page_token is not one of this list's. Begin again without it."]);
    }
}
