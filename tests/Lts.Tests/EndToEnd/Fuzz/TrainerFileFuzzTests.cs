using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Data.Tokenization;
using Lts.Trainer.Models.Folders;
using Lts.Trainer.Models.SafeTensors;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Rpc;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Runs;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>Files that trainers read: models and tokenizers of strangers, and their own after a disk has had its way with them.</summary>
public sealed class TrainerFileFuzzTests : IDisposable
{
    private const string Job = "trainer/service/data/jobs/complete";
    private const string ModelFolderName = Job + "/run/model";

    /// <summary>A vocabulary may have 2^22 ids, and a table of that many is made for the largest id that a file names: 64 MiB, and the rest.</summary>
    private const long MostBytes = 128L << 20;

    private readonly TemporaryDirectory _folder = new();
    private readonly ITestOutputHelper _output;

    public TrainerFileFuzzTests(ITestOutputHelper output)
    {
        _output = output;
        GoldenFiles.CopyFolder(Job, _folder["data/jobs/complete"]);
    }

    private string Run => _folder["data/jobs/complete/run"];

    private string Model => Path.Combine(Run, "model");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SafeTensors() => Each("safetensors", Bytes("model.safetensors"), bytes =>
    {
        string path = Written(_folder["model.safetensors"], bytes);
        using var file = SafeTensorsFile.Open(path);
        foreach (var tensor in file.InOrder)
        {
            file.ReadFloats(tensor, 0, new float[Math.Min(tensor.ByteCount / tensor.Type.Size(), 64)]);
        }
    });

    [Fact]
    public void Tokenizer() => Each("tokenizer.json", Json("tokenizer.json"), bytes => Use(TokenizerFile.Load(Written(_folder["tokenizer.json"], bytes))));

    [Theory]
    [InlineData("vocab.json")]
    [InlineData("merges.txt")]
    public void OldTokenizer(string name)
    {
        string folder = Directory.CreateDirectory(_folder["old"]).FullName;
        foreach (string file in (string[])["vocab.json", "merges.txt"])
        {
            File.WriteAllBytes(Path.Combine(folder, file), GoldenFiles.Bytes($"{ModelFolderName}/{file}"));
        }

        Each(name, name == "vocab.json" ? Json(name) : Bytes(name), bytes =>
        {
            Written(Path.Combine(folder, name), bytes);
            Use(FolderTokenizer.Load(folder)!);
        });
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("architecture.json")]
    [InlineData("model.safetensors")]
    public void ModelFolderFile(string name) => Each("model/" + name, name.EndsWith(".json", StringComparison.Ordinal) ? Json(name) : Bytes(name), bytes =>
    {
        Written(Path.Combine(Model, name), bytes);
        using var folder = ModelFolder.Open(Model);
    });

    [Fact]
    public void CheckpointState()
    {
        var architecture = ArchitectureJson.Parse(GoldenFiles.Bytes($"{ModelFolderName}/architecture.json"), "golden");
        var store = new CheckpointStore(new RunFolder(Run), architecture);
        Each("state.json", JsonOf("checkpoints/last/state.json"), bytes =>
        {
            Written(Path.Combine(Run, "checkpoints", "last", "state.json"), bytes);
            Assert.NotNull(store.ReadState(CheckpointStore.Last)!.Divergence);
        });
    }

    [Fact]
    public void JobRecordFile() => Each("job.json", new JsonMutator([GoldenFiles.Bytes($"{Job}/job.json")]).Next, bytes =>
    {
        Written(_folder["data/jobs/complete/job.json"], bytes);
        var store = JobStore.Open(_folder["data"]);
        foreach (var job in store.All)
        {
            _ = JobMapping.ToProto(job, store.FolderOf(job.Id).Run);
        }
    });

    [Fact]
    public void RunResult() => Each("result.json", JsonOf("result.json"), bytes =>
    {
        Written(Path.Combine(Run, "result.json"), bytes);
        var store = JobStore.Open(_folder["data"]);
        _ = JobMapping.ToProto(store.Get("complete"), store.FolderOf("complete").Run);
    });

    [Fact]
    public void RunProgress() => Each("progress.jsonl", new ByteMutator([GoldenFiles.Bytes($"{Job}/run/progress.jsonl")]).Next, bytes =>
    {
        string path = Written(Path.Combine(Run, "progress.jsonl"), bytes);
        ProgressLog.Read(path);
        using var log = ProgressLog.Open(path, afterStep: 3);
    });

    [Fact]
    public void RunConfiguration() => Each("run/config.json", JsonOf("config.json"), bytes =>
        TrainerConfigurationWriter.ToUtf8(ConfigurationFile.Read(Written(Path.Combine(Run, "config.json"), bytes)), Run));

    [Fact]
    public void DataManifestFile() => Each("manifest.json", JsonOf("data/manifest.json"), bytes =>
    {
        Written(Path.Combine(Run, "data", "manifest.json"), bytes);
        ManifestFile.Read(Path.Combine(Run, "data"));
    });

    private static Func<int, byte[]> Bytes(string name) => new ByteMutator([GoldenFiles.Bytes($"{ModelFolderName}/{name}")]).Next;

    private static Func<int, byte[]> Json(string name) => new JsonMutator([GoldenFiles.Bytes($"{ModelFolderName}/{name}")]).Next;

    private static Func<int, byte[]> JsonOf(string name) => new JsonMutator([GoldenFiles.Bytes($"{Job}/run/{name}")]).Next;

    private static void Use(ByteLevelTokenizer tokenizer) => Assert.NotNull(tokenizer.Model);

    private static string Written(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private void Each(string entrance, Func<int, byte[]> input, Action<byte[]> enter) => new FuzzRun(entrance, _output)
    {
        MostBytes = MostBytes,
        IsRefusal = e => e is UserErrorException or DamagedCheckpointException,
    }.Each(input, enter);
}
