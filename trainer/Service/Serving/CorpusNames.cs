using System.Buffers;
using System.Collections.Immutable;
using Lts.Hosting;

namespace Lts.Trainer.Service.Serving;

/// <summary>Reads what <c>--corpus NAME=PATH</c> says.</summary>
internal static class CorpusNames
{
    private const int LongestName = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>Texts by name, as absolute paths.</summary>
    /// <exception cref="UserErrorException">Some cannot be used: all of them are named.</exception>
    public static ImmutableDictionary<string, string> Parse(IEnumerable<string> options)
    {
        var corpora = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var errors = new FieldErrors();
        foreach (var option in options)
        {
            var sign = option.IndexOf('=', StringComparison.Ordinal);
            var name = option[..Math.Max(0, sign)];
            var path = option[(sign + 1)..];
            if (name.Length is 0 or > LongestName || name.AsSpan().ContainsAnyExcept(Allowed) || path.Length == 0)
            {
                errors.Add($"--corpus {option}", $"write NAME=PATH, where NAME has only letters, digits, - and _.");
            }
            else if (!Path.Exists(path))
            {
                errors.Add($"--corpus {option}", $"there is no file or folder {Path.GetFullPath(path)}.");
            }
            else if (!corpora.TryAdd(name, Path.GetFullPath(path)))
            {
                errors.Add($"--corpus {option}", $"there are two texts called {name}. A text may be a folder of files.");
            }
        }

        errors.ThrowIfAny();
        return corpora.ToImmutable();
    }
}
