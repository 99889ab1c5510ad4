using System.Security.Cryptography;
using Lts.Domain.Trainings;
using Lts.Hosting;

namespace Lts.Cli.Client;

/// <summary>Brings the files of a training here. A file is whole and verified, or not there; what broke off goes on where it stopped.</summary>
/// <param name="connection">To the coordinator, which hands the bytes through.</param>
/// <param name="training">A completed one.</param>
internal sealed class ArtifactDownload(CoordinatorConnection connection, Training training)
{
    private const string PartialExtension = ".part";

    /// <summary>Downloads one file, unless it is there already.</summary>
    /// <param name="folder">The folder for all of them.</param>
    /// <param name="artifact">One of the training's files.</param>
    /// <param name="cancellationToken">Stops; a later call goes on.</param>
    /// <returns>Its path.</returns>
    /// <exception cref="UserErrorException">It does not have the hash that the trainer names, or its name leads out of the folder.</exception>
    public async Task<string> FetchAsync(string folder, TrainedFile artifact, CancellationToken cancellationToken)
    {
        var path = PathOf(folder, artifact.Name);
        if (File.Exists(path) && await Sha256Async(path, cancellationToken) == artifact.Sha256)
        {
            return path;
        }

        if (File.Exists(folder))
        {
            throw new UserErrorException($"{folder} is a file; name a folder for what the training left.", ExitCode.Usage);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = path + PartialExtension;
        await AppendAsync(partial, artifact, cancellationToken);
        if (await Sha256Async(partial, cancellationToken) != artifact.Sha256)
        {
            File.Delete(partial);
            throw new UserErrorException(
                $"{artifact.Name} arrived damaged: its SHA-256 is not the {artifact.Sha256} that the trainer names. Nothing of it was kept; try again.",
                ExitCode.Failure);
        }

        File.Move(partial, path, overwrite: true);
        return path;
    }

    private static string PathOf(string folder, string name)
    {
        var root = Path.GetFullPath(folder);
        var path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new UserErrorException($"The trainer names a file '{name}', which lies outside {folder}. Nothing was written.", ExitCode.Failure);
    }

    private static async Task<string> Sha256Async(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private async Task AppendAsync(string partial, TrainedFile artifact, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(partial, FileMode.OpenOrCreate, FileAccess.Write);
        if (file.Length > artifact.SizeBytes)
        {
            file.SetLength(0);
        }

        file.Seek(0, SeekOrigin.End);
        await foreach (var (offset, data) in connection.Trainings.DownloadAsync(training.Id, artifact.Name, file.Length, cancellationToken))
        {
            if (offset != file.Position || file.Position + data.Length > artifact.SizeBytes)
            {
                throw new UserErrorException(
                    $"The trainer sent parts of {artifact.Name} that were not asked for. Try again.", ExitCode.Failure);
            }

            await file.WriteAsync(data, cancellationToken);
        }
    }
}
