using System.Text.Json;
using Lts.Domain;
using Lts.Hosting;

namespace Lts.Trainer.Data.Shards;

/// <summary>Reads and checks <c>manifest.json</c>.</summary>
internal static class ManifestFile
{
    /// <summary>The manifest of a folder.</summary>
    /// <exception cref="UserErrorException">There is none, or it is inconsistent; the message says all that is wrong.</exception>
    public static DataManifest Read(string folder)
    {
        var path = Path.Combine(folder, DataManifest.FileName);
        try
        {
            var manifest = WholeJson.Read(File.ReadAllBytes(path), DataJsonContext.Default.DataManifest);
            var errors = Errors(manifest).ToList();
            return errors.Count == 0
                ? manifest
                : throw new UserErrorException(
                    $"{path} is inconsistent:\n  {string.Join("\n  ", errors)}\nPrepare the data again.", ExitCode.Usage);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException(
                $"There is no prepared data in {folder}: no {DataManifest.FileName}. `lts-trainer data prepare` makes it.", ExitCode.NotFound, e);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw UnreadableFile.Explain(path, e);
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"{path} is not a manifest: {e.Message}", ExitCode.Usage, e);
        }
    }

    /// <summary>Whether a folder holds finished data.</summary>
    public static bool ExistsIn(string folder) => File.Exists(Path.Combine(folder, DataManifest.FileName));

    private static IEnumerable<string> Errors(DataManifest manifest)
    {
        if (manifest.Format != DataManifest.CurrentFormat)
        {
            yield return $"format: {manifest.Format} is not supported; this program reads {DataManifest.CurrentFormat}";
        }

        if (manifest.VocabularySize < 1)
        {
            yield return "vocabulary_size: must be at least 1";
        }

        if (manifest.BytesPerToken != DataManifest.WidthFor(manifest.VocabularySize))
        {
            yield return $"bytes_per_token: must be {DataManifest.WidthFor(manifest.VocabularySize)} for {manifest.VocabularySize} ids";
        }

        if (manifest.EndOfTextId < 0 || manifest.EndOfTextId >= manifest.VocabularySize)
        {
            yield return "end_of_text_id: must be in the vocabulary";
        }

        foreach (var (name, split) in new[] { ("train", manifest.Train), ("validation", manifest.Validation) })
        {
            if (split.Shards.IsDefault || split.Shards.Any(shard => shard.Tokens < 0) || split.Shards.Sum(shard => (decimal)shard.Tokens) != split.Tokens)
            {
                yield return $"{name}.tokens: must be the sum of its shards' tokens";
                continue;
            }

            foreach (var shard in split.Shards.Where(shard => shard.File != Path.GetFileName(shard.File) || shard.File.Length == 0))
            {
                yield return $"{name}.shards: \"{shard.File}\" must be a file's name, without a folder";
            }
        }
    }
}
