using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lts.Hosting;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Data;

/// <summary>Makes token shards of texts.</summary>
internal static class Preparation
{
    /// <summary>Bytes of a piece of a long document: some thousand tokens.</summary>
    private const int MostPieceBytes = 16 << 10;

    /// <summary>A small text is cut finer, so that a part of it can be held out.</summary>
    private const int LeastPieceBytes = 256;

    private const int PiecesWanted = 256;

    /// <summary>
    /// Prepares a folder: <c>manifest.json</c>, <c>tokenizer.json</c>, shards. It appears when it is complete; interrupted, it is as if nothing had
    /// been. A folder that holds just this already is left as it is. Memory does not grow with the text.
    /// </summary>
    /// <param name="options">Which text, in which tokens.</param>
    /// <param name="folder">The folder to make; absent, or empty, or holding just this already.</param>
    /// <param name="progress">Told often how far it is, from several threads; or none.</param>
    /// <param name="cancellationToken">Stops it, and removes what was written.</param>
    /// <returns>What is in the folder.</returns>
    /// <exception cref="UserErrorException">
    /// A source is missing, empty, damaged or no text; the folder holds something else; the disk is full; the text is too small to hold out a part.
    /// </exception>
    public static async Task<DataManifest> PrepareAsync(
        DataOptions options, string folder, IProgress<PreparationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var files = CorpusFiles.Find(options.Sources);
        var tokenizer = options.TrainVocabularySize is null ? TokenizerFile.LoadNamed(options.Tokenizer) : null;
        var request = Request(options, files, tokenizer);
        if (Existing(folder, request) is { } existing)
        {
            return existing;
        }

        using var partial = new PartialFolder(folder);
        try
        {
            var corpus = new CorpusPieces(files, new CorpusReader(options.TextField, options.InvalidText, PieceBytes(files)), progress);
            var writer = new DataWriter(options, corpus, progress);
            var manifest = await writer.WriteAsync(partial.FullName, tokenizer, request, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            partial.Publish();
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The data cannot be written to {folder}: {e.Message} Nothing was kept.", ExitCode.Storage, e);
        }
    }

    private static DataManifest? Existing(string folder, string request)
    {
        if (ManifestFile.ExistsIn(folder))
        {
            var manifest = ManifestFile.Read(folder);
            return manifest.RequestSha256 == request
                ? manifest
                : throw new UserErrorException(
                    $"{folder} holds data of another text, tokenizer or option. Choose another folder, or delete this one.", ExitCode.Conflict);
        }

        return File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            ? throw new UserErrorException($"{folder} already exists and holds something else. Choose another folder.", ExitCode.Conflict)
            : null;
    }

    /// <summary>A function of the sources alone, so that the same text is always cut the same way.</summary>
    private static int PieceBytes(ImmutableArray<CorpusFile> files)
    {
        const int compression = 4; // what text usually shrinks by
        var bytes = files.Sum(file => (decimal)file.Bytes * (file.IsCompressed ? compression : 1));
        return (int)Math.Clamp(bytes / PiecesWanted, LeastPieceBytes, MostPieceBytes);
    }

    private static string Request(DataOptions options, ImmutableArray<CorpusFile> files, ByteLevelTokenizer? tokenizer)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{DataManifest.CurrentFormat}\n{options.TextField}\n{options.ValidationFraction:R}\n{tokenizer?.Sha256}\n{options.TrainVocabularySize}\n");
        if (options.InvalidText != InvalidText.Stop)
        {
            // Not otherwise: folders that were prepared before there was a choice stay what was asked for.
            text.Append(CultureInfo.InvariantCulture, $"{InvalidTextWords.Of(options.InvalidText)}\n");
        }

        foreach (var file in files)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Path.GetFileName(file.Path)}\t{file.Bytes}\t{file.Modified.Ticks}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
