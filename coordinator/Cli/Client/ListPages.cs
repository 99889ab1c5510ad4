using System.Collections.Immutable;
using Lts.Domain;
using Lts.Hosting;

namespace Lts.Cli.Client;

/// <summary>Reads lists page by page.</summary>
internal static class ListPages
{
    /// <summary>Every entry of a list.</summary>
    /// <param name="ask">Asks for a page: its size, and its token, empty for the first.</param>
    /// <param name="read">The entries of an answer, and the next page's token.</param>
    /// <exception cref="UserErrorException">The coordinator goes round in a circle.</exception>
    public static async Task<ImmutableArray<T>> AllAsync<TResponse, T>(
        Func<int, string, Task<TResponse>> ask, Func<TResponse, (IEnumerable<T> Entries, string NextToken)> read)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        string token = "";
        while (true)
        {
            var (entries, next) = read(await ask(Limits.PageSize, token));
            all.AddRange(entries);
            if (next.Length == 0)
            {
                return all.ToImmutable();
            }

            token = next != token ? next : throw new UserErrorException("The coordinator sends the same page of a list again and again.", ExitCode.Unavailable);
        }
    }
}
