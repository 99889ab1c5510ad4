using System.Text;
using Lts.Cli.Files;
using Lts.Cli.StudyFiles;
using Lts.Domain;
using Lts.Hosting;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>Files that users write: studies in YAML and JSON, architectures. What is wrong with one is told as the user's mistake.</summary>
public sealed class StudyFileFuzzTests(ITestOutputHelper output) : IDisposable
{
    private const string Json =
        """
        {
          "name": "search", "preset": "none", "space": { "preset": "gpt2-paper", "n_layer": { "min": 1, "max": 4 }, "d_model": [64, 128] },
          "search": { "algorithm": "evolutionary", "generations": 3, "parents": 4, "mutations": 4, "crossovers": 4, "seed": 7 },
          "objectives": [{ "metric": "latency_ms", "direction": "minimize" }, "decoder_parameters"],
          "constraints": [{ "metric": "peak_bytes", "max": "1 GiB" }, { "metric": "latency_ms", "min": 0.5 }],
          "devices": ["tag:pi", "kitchen"], "measure": { "sequence_length": 32, "time_limit": "30 s", "memory_limit": "512 MiB", "relative_margin": 0.05 },
          "architectures": [{ "arch_type": "gpt2", "n_layer": 2, "n_head": [2, 4], "d_model": 64, "d_inner": 128 }], "max_candidates": 10, "priority": 1
        }
        """;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void StudyInYaml()
    {
        var corpus = Repository.Files("*.yaml", "examples").Select(name => File.ReadAllBytes(Repository.Absolute(name))).Append(Encoding.UTF8.GetBytes(Json)).ToList();
        new FuzzRun("study in YAML", output) { IsRefusal = IsUsers }.Each(new ByteMutator(corpus).Next, bytes => Load("study.yaml", bytes));
    }

    [Fact]
    public void StudyInJson() =>
        new FuzzRun("study in JSON", output) { IsRefusal = IsUsers }.Each(new JsonMutator([Encoding.UTF8.GetBytes(Json)]).Next, bytes => Load("study.json", bytes));

    [Fact]
    public void ArchitectureFile()
    {
        var lines = GoldenFiles.Text("search/gpt2-archai-samples.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(20);
        var mutator = new JsonMutator([.. lines.Select(Encoding.UTF8.GetBytes)]);
        new FuzzRun("architecture file", output) { IsRefusal = IsUsers }.Each(mutator.Next, bytes =>
        {
            File.WriteAllBytes(_folder["architecture.json"], bytes);
            var architecture = InputFile.ReadArchitecture(_folder["architecture.json"]);
            _ = (architecture.Id, architecture.Parameters);
        });
    }

    private static bool IsUsers(Exception e) => e is UserErrorException or ValidationException;

    private void Load(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder[name], bytes);
        var file = StudyFile.Load(_folder[name]);
        file.Check(file.Draft);
    }
}
