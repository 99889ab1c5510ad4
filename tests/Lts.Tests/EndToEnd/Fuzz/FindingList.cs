using System.Globalization;
using System.Text;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>What was found, each once however often it came, so that one run tells all of it.</summary>
/// <param name="entrance">What was tried, also in the names of the inputs that are kept.</param>
internal sealed class FindingList(string entrance)
{
    private const int LongestText = 1_500;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string First, int Count)> _found = new(StringComparer.Ordinal);

    /// <summary>Adds an exception that has no place there.</summary>
    /// <param name="number">Of the input.</param>
    /// <param name="exception">What the entrance threw.</param>
    /// <param name="input">Kept in a file.</param>
    public void Add(int number, Exception exception, ReadOnlySpan<byte> input)
    {
        string where = exception.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains(" Lts.", StringComparison.Ordinal)) ?? "";
        Add(exception.GetType() + where, $"input {number}, kept as {Keep(number, input)}: {exception}");
    }

    /// <summary>Adds anything else.</summary>
    /// <param name="kind">What makes two findings one.</param>
    /// <param name="text">The first of them, with what it takes to see it again.</param>
    public void Add(string kind, string text)
    {
        lock (_gate)
        {
            _found[kind] = _found.TryGetValue(kind, out var before) ? (before.First, before.Count + 1) : (text, 1);
        }
    }

    /// <summary>Fails with all that was found.</summary>
    public void ThrowIfAny()
    {
        lock (_gate)
        {
            if (_found.Count == 0)
            {
                return;
            }

            var text = new StringBuilder();
            foreach (var (first, count) in _found.Values)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{entrance}, {count} times, seed {FuzzForm.Seed}: {first[..Math.Min(first.Length, LongestText)]}\n");
            }

            FuzzForm.Tell(text.ToString());
            Assert.Fail(text.ToString());
        }
    }

    private string Keep(int number, ReadOnlySpan<byte> input)
    {
        Directory.CreateDirectory(FuzzForm.Folder);
        string name = $"{entrance.Replace(' ', '-').Replace('/', '-')}-{number.ToString(CultureInfo.InvariantCulture)}";
        File.WriteAllBytes(Path.Combine(FuzzForm.Folder, name), input);
        return Path.Combine("artifacts", "fuzz", name);
    }
}
