using Lts.Domain;
using Lts.Hosting;

namespace Lts.Trainer.Training.Configuration;

/// <summary>Configurations as files.</summary>
internal static class ConfigurationFile
{
    private const long MaxBytes = 1 << 20;

    /// <summary>Reads a configuration; relative paths are relative to the file.</summary>
    /// <exception cref="UserErrorException">There is no such file, or it cannot be used; every error is named.</exception>
    public static TrainerConfiguration Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Length > MaxBytes)
            {
                throw new UserErrorException($"{path} has {file.Length} bytes; a configuration has at most {MaxBytes}.", ExitCode.Usage);
            }

            return TrainerConfigurationReader.Parse(File.ReadAllBytes(path), path, file.DirectoryName!);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw UnreadableFile.Explain(path, e, "`lts-trainer config` prints a configuration to begin with.");
        }
        catch (ValidationException e)
        {
            throw new UserErrorException(e.Message, ExitCode.Usage, e);
        }
    }
}
