using System.Collections.Immutable;
using System.IO.Enumeration;
using Lts.Hosting;

namespace Lts.Trainer.Data.Corpus;

/// <summary>Finds the files of a corpus, in an order that depends on names alone.</summary>
internal static class CorpusFiles
{
    /// <summary>The files named, and all files below the folders named: in the order of the sources, those of a folder in that of their paths.</summary>
    /// <remarks>Below a folder, empty and hidden files are left out and linked folders not followed. A file that comes up twice counts once.</remarks>
    /// <exception cref="UserErrorException">Sources that do not exist, or are empty: all of them.</exception>
    public static ImmutableArray<CorpusFile> Find(IReadOnlyCollection<string> sources)
    {
        var (files, seen, errors) = (ImmutableArray.CreateBuilder<CorpusFile>(), new HashSet<string>(StringComparer.Ordinal), new List<string>());
        var missing = sources.Count == 0;
        if (missing)
        {
            errors.Add("No text was named: give files or folders.");
        }

        foreach (var source in sources)
        {
            var path = Path.GetFullPath(source);
            if (File.Exists(path))
            {
                var file = Describe(path);
                if (file.Bytes == 0)
                {
                    errors.Add($"{source} is empty.");
                }
                else if (seen.Add(path))
                {
                    files.Add(file);
                }
            }
            else if (Directory.Exists(path))
            {
                var inside = Below(path, errors);
                if (inside.Count == 0)
                {
                    errors.Add($"The folder {source} holds no files with anything in them.");
                }

                files.AddRange(inside.Where(file => seen.Add(file.Path)));
            }
            else
            {
                missing = true;
                errors.Add($"There is no file or folder {source}.");
            }
        }

        return errors.Count == 0
            ? files.ToImmutable()
            : throw new UserErrorException(string.Join('\n', errors), missing ? ExitCode.NotFound : ExitCode.Usage);
    }

    private static List<CorpusFile> Below(string folder, List<string> errors)
    {
        try
        {
            return [.. new FileSystemEnumerable<string>(
                folder, (ref FileSystemEntry entry) => entry.ToFullPath(),
                new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
                ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            }.Order(StringComparer.Ordinal).Select(Describe).Where(file => file.Bytes > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"The folder {folder} cannot be read: {e.Message}");
            return [];
        }
    }

    private static CorpusFile Describe(string path)
    {
        var info = new FileInfo(path);
        if (info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target)
        {
            info = target;
        }

        return new CorpusFile(path, info.Length, info.LastWriteTimeUtc);
    }
}
