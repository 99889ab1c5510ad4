using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Lts.Tests.Support;

namespace Lts.Tests.Golden.Support;

/// <summary>
/// The golden files. A test hands over what the program says today, and it must be what the file holds. Where <c>LTS_GOLDEN_WRITE</c> is
/// set, a file that is missing is written; one that exists is never touched.
/// </summary>
internal static partial class GoldenFiles
{
    /// <summary>The variable that lets missing files be written.</summary>
    public const string Variable = "LTS_GOLDEN_WRITE";

    private const string Folder = "tests/Lts.Tests/Golden/Files";

    /// <summary>Whether missing files are written.</summary>
    public static bool Writes => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Where a file or a folder lies in the tree.</summary>
    /// <param name="name">From the golden files' folder, with <c>/</c>.</param>
    public static string PathOf(string name) => Repository.Absolute(Path.Combine(Folder, name));

    /// <summary>A file's bytes.</summary>
    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>A file's text.</summary>
    public static string Text(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Compares JSON value by value, the order of properties and the digits of numbers included.</summary>
    /// <param name="name">The file.</param>
    /// <param name="json">What the program says: one value, or one a line.</param>
    /// <param name="masked">Properties whose value may differ, wherever they stand; that they are there is compared.</param>
    public static void IsJson(string name, string json, params string[] masked) => IsText(name, GoldenJson.Normalise(json, masked));

    /// <summary>As <see cref="IsJson"/>, but numbers may differ by a share of themselves: for what another processor computes a little otherwise.</summary>
    public static void IsNearlyJson(string name, string json, double share, params string[] masked)
    {
        string now = GoldenJson.Normalise(json, masked);
        if (!File.Exists(PathOf(name)))
        {
            IsText(name, now);
        }

        string golden = Text(name);
        Assert.Equal(Number().Replace(golden, "#"), Number().Replace(now, "#"));
        foreach (var (then, today) in Number().Matches(golden).Zip(Number().Matches(now)))
        {
            double wanted = double.Parse(then.Value, CultureInfo.InvariantCulture);
            double found = double.Parse(today.Value, CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(wanted - found) <= share * Math.Abs(wanted), $"{name} has {wanted}, the program says {found}.");
        }
    }

    /// <summary>Compares which paths JSON has and which types stand there, for values that no two runs have in common.</summary>
    public static void HasShape(string name, string json) => IsText(name, GoldenJson.Shape(json));

    /// <summary>Compares text, line by line.</summary>
    public static void IsText(string name, string text)
    {
        text = text.ReplaceLineEndings("\n");
        string path = PathOf(name);
        if (!File.Exists(path) && Writes)
        {
            Write(path, Encoding.UTF8.GetBytes(text));
        }

        Assert.True(File.Exists(path), $"There is no golden file {name}; {Variable}=1 writes it.");
        string golden = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (golden != text)
        {
            Assert.Fail($"{name} differs from what the program says now. {Difference(golden.Split('\n'), text.Split('\n'))}");
        }
    }

    /// <summary>Compares bytes.</summary>
    public static void IsBytes(string name, byte[] bytes)
    {
        string path = PathOf(name);
        if (!File.Exists(path) && Writes)
        {
            Write(path, bytes);
        }

        Assert.Equal(File.ReadAllBytes(path), bytes);
    }

    /// <summary>Writes a file that a generator made; the folder is made where it is missing.</summary>
    public static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    /// <summary>Copies a folder of golden files to where a program may change it.</summary>
    public static void CopyFolder(string name, string target)
    {
        string source = PathOf(name);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string Difference(string[] golden, string[] now)
    {
        int line = 0;
        while (line < golden.Length && line < now.Length && golden[line] == now[line])
        {
            line++;
        }

        return $"First in line {line + 1}:\n  golden: {LineOf(golden, line)}\n  now:    {LineOf(now, line)}";
    }

    [GeneratedRegex(@"(?<=[:\[,] )-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?(?=[,}\]\n])|(?<=\[)-?[0-9]+(\.[0-9]+)?(?=[,\]])")]
    private static partial Regex Number();

    private static string LineOf(string[] lines, int line) => line < lines.Length ? lines[line] : "(ends)";
}
