using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using Lts.Protos.V1;
using Lts.Tests.Support;
using Lts.Trainer.Service.Jobs;
using Job = Lts.Protos.V1.Job;
using JobSpec = Lts.Protos.V1.JobSpec;

namespace Lts.Tests.Trainer.Service;

/// <summary>The real program over a real socket, with a text called docs: this repository's own documentation.</summary>
internal sealed class ServedTrainer : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _folder = new();
    private readonly string[] _options;
    private RunningProgram _program = null!;
    private GrpcChannel _channel = null!;

    private ServedTrainer(string[] options)
    {
        _options = options;
        var text = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Order().Select(File.ReadAllText));
        File.WriteAllText(_folder["docs.txt"], text);
    }

    public TrainerService.TrainerServiceClient Client { get; private set; } = null!;

    public string DataDirectory => _folder["data"];

    public string Output => _program.Output;

    /// <summary>The service's own.</summary>
    public int ProcessId => _program.Id;

    public string Address { get; private set; } = "";

    /// <summary>Starts a service with further options.</summary>
    public static async Task<ServedTrainer> StartAsync(params string[] options)
    {
        var trainer = new ServedTrainer(options);
        await trainer.StartAgainAsync();
        return trainer;
    }

    public JobFolder FolderOf(string job) => new(Path.Combine(DataDirectory, "jobs", job));

    /// <summary>A model that trains for a second or two.</summary>
    public static JobSpec Tiny(int steps = 40, int checkpoint = 7, double learningRate = 1e-3) => new()
    {
        Architecture = new Architecture
        {
            Family = ModelFamily.Gpt2,
            HiddenSize = 32,
            Layers = { new DecoderLayer { FeedForwardSize = 48, HeadCount = 2 }, new DecoderLayer { FeedForwardSize = 64, HeadCount = 4 } },
            AttentionDropout = 0.1,
        },
        Configuration = $$"""
            {
              "data": { "validation_fraction": 0.1, "tokenizer": { "train_vocabulary_size": 300 } },
              "training": {
                "steps": {{steps}}, "batch_size": 4, "sequence_length": 32, "warmup_steps": 5, "dropout": 0.1, "log_interval_steps": 4,
                "evaluation_interval_steps": 15, "evaluation_tokens": 1024, "checkpoint_interval_steps": {{checkpoint}},
                "learning_rate": {{learningRate.ToString(CultureInfo.InvariantCulture)}}, "min_learning_rate": 0
              },
              "device": { "threads": 1 }
            }
            """,
        Corpora = { "docs" },
        Label = "tiny",
    };

    public async Task<Job> SubmitAsync(string id, JobSpec spec) => await Client.SubmitJobAsync(new SubmitJobRequest { JobId = id, Spec = spec });

    public async Task<Job> GetAsync(string id) => await Client.GetJobAsync(new GetJobRequest { JobId = id });

    /// <summary>Watches until the job has ended.</summary>
    /// <returns>The job at its end, and its curve as a client puts it together.</returns>
    public async Task<(Job Job, IReadOnlyList<TrainingProgress> Curve)> WatchAsync(string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var call = Client.WatchJob(new WatchJobRequest { JobId = id }, cancellationToken: patience.Token);
        var curve = new List<TrainingProgress>();
        Job? job = null;
        await foreach (var update in call.ResponseStream.ReadAllAsync(patience.Token))
        {
            job = update.Job;
            foreach (var line in update.Lines)
            {
                curve.RemoveAll(before => before.Step >= line.Step);
                curve.Add(line);
            }
        }

        return (job!, curve);
    }

    /// <summary>Waits until a job has trained so many steps.</summary>
    public Task ReachesAsync(string id, int step) => Eventually.GetAsync(
        $"job {id} at step {step}; the service said:\n{Output}",
        async () => await GetAsync(id) is { Progress: { } line } job && line.Step >= step ? job : null,
        Patience);

    /// <summary>The process that the service last started for a job.</summary>
    public int ProcessOf(string id) => int.Parse(
        Regex.Matches(Output, $"Job {id} trains on .*process ([0-9]+)")[^1].Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>kill -9 of the service alone.</summary>
    public Task KillAsync() => _program.KillAsync();

    /// <summary>Ctrl-C, and all that it must wait for.</summary>
    public async Task StopAsync()
    {
        await using var kill = RunningProgram.StartCommand("kill", ["-INT", _program.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal(0, await _program.WaitAsync(Patience));
    }

    /// <summary>Starts the service on the same data directory and, after the first time, the same port: clients look for it there.</summary>
    public async Task StartAgainAsync()
    {
        File.Delete(_folder["ready"]);
        _program = RunningProgram.Start(
            "Lts.Trainer",
            ["serve", "--listen", Address.Length == 0 ? "127.0.0.1:0" : new Uri(Address).Authority, "--data", DataDirectory, "--corpus", $"docs={_folder["docs.txt"]}", "--ready-file", _folder["ready"], .. _options]);
        await Eventually.TrueAsync("the service listens", () => File.Exists(_folder["ready"]) || _program.HasExited, Patience);
        Assert.False(_program.HasExited, _program.Output);
        Address = (await File.ReadAllTextAsync(_folder["ready"])).Trim();
        _channel = GrpcChannel.ForAddress(Address);
        Client = new TrainerService.TrainerServiceClient(_channel);
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        _folder.Dispose();
    }
}
