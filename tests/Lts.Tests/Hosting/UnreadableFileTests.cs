using Lts.Cli.Files;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.SafeTensors;
using Lts.Trainer.Training.Configuration;

namespace Lts.Tests.Hosting;

/// <summary>One exit code for each cause, whichever program reads the file.</summary>
public sealed class UnreadableFileTests : IDisposable
{
    /// <summary>A file of Linux that is there and that nobody can read from its beginning, not even root: nothing is mapped there.</summary>
    private const string NeverReadable = "/proc/self/mem";

    private static readonly Dictionary<string, Action<string>> Readers = new(StringComparer.Ordinal)
    {
        ["study file"] = path => InputFile.ReadText(path, 1 << 20),
        ["architecture"] = path => InputFile.ReadArchitecture(path),
        ["configuration"] = path => ConfigurationFile.Read(path),
        ["tokenizer"] = path => TokenizerFile.Load(path),
    };

    private readonly TemporaryDirectory _folder = new();

    public static TheoryData<string> Kinds => [.. Readers.Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FileThatIsNotThere_IsNotFound(string kind)
    {
        AssertEnds(ExitCode.NotFound, $"There is no file {_folder["absent"]}.", kind, _folder["absent"]);
        AssertEnds(ExitCode.NotFound, $"There is no file {_folder["absent/file"]}.", kind, _folder["absent/file"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Folder_IsNamedAsOne(string kind) => AssertEnds(ExitCode.Usage, $"{_folder.FullName} is a folder; name a file.", kind, _folder.FullName);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FileThatTheDiskRefuses_IsAStorageError(string kind)
    {
        if (OperatingSystem.IsLinux())
        {
            AssertEnds(ExitCode.Storage, $"{NeverReadable} cannot be read: ", kind, NeverReadable);
        }
    }

    [Fact]
    public void FileThatMayNotBeRead_IsAStorageError_AndNotMissing()
    {
        File.WriteAllText(_folder["file"], "");

        var error = UnreadableFile.Explain(_folder["file"], new UnauthorizedAccessException("Access is denied."), "Make one.");

        Assert.Equal((ExitCode.Storage, $"{_folder["file"]} cannot be read: Access is denied."), (error.ExitCode, error.Message));
    }

    [Fact]
    public void PartOfPreparedDataOrOfAModel_IsNotFoundToo()
    {
        Assert.Equal(ExitCode.NotFound, Assert.Throws<UserErrorException>(() => ManifestFile.Read(_folder.FullName)).ExitCode);
        Assert.Equal(ExitCode.NotFound, Assert.Throws<UserErrorException>(() => new Shard(_folder["absent"], 0, 1, 2)).ExitCode);
        Assert.Equal(ExitCode.NotFound, Assert.Throws<UserErrorException>(() => SafeTensorsFile.Open(_folder["absent"])).ExitCode);
    }

    private static void AssertEnds(int code, string message, string kind, string path)
    {
        var error = Assert.Throws<UserErrorException>(() => Readers[kind](path));

        Assert.Equal(code, error.ExitCode);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
