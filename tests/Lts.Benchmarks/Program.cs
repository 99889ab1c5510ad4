using System.CommandLine;
using Lts.Benchmarks.Abuse;
using Lts.Benchmarks.Coordinator;
using Lts.Benchmarks.Emission;
using Lts.Benchmarks.Fleet;
using Lts.Benchmarks.Measurement;
using Lts.Benchmarks.Trainer;
using Lts.Hosting;

OnnxRuntimeTelemetry.SwitchOff();

var emission = Verb("emission", "Size and time of weightless graphs of the paper's space.", () =>
{
    EmissionBenchmark.Run(Console.Out);
    return Task.CompletedTask;
});
var bareLoop = Verb("bare-loop", "The agent's latency against a bare ONNX Runtime loop, interleaved.", () => BareLoopBenchmark.RunAsync(Console.Out));
var repeat = Verb("repeat", "The same candidate measured ten times among others.", () => RepeatabilityBenchmark.RunAsync(Console.Out));
var overhead = Verb("overhead", "What a candidate costs besides sessions and runs, in a real study.", () => CandidateOverheadBenchmark.RunAsync(Console.Out));

var seconds = new Option<int>("--settle") { Description = "Seconds to leave the programs alone first.", DefaultValueFactory = _ => 20 };
var idle = new Command("idle", "Resident memory of an idle coordinator and agent.") { seconds };
idle.SetAction((parse, _) => IdleMemoryBenchmark.RunAsync(Console.Out, TimeSpan.FromSeconds(parse.GetValue(seconds))));

var candidates = new Option<int>("--candidates") { Description = "Candidates to measure.", DefaultValueFactory = _ => 20_000 };
var agents = new Option<int>("--agents") { Description = "Simulated agents.", DefaultValueFactory = _ => 16 };
var watchers = new Option<int>("--watchers") { Description = "Clients that watch the study meanwhile.", DefaultValueFactory = _ => 0 };
var throughput = new Command("throughput", "Results a second that the coordinator takes from simulated agents.") { candidates, agents, watchers };
throughput.SetAction((parse, _) => ResultThroughputBenchmark.RunAsync(
    Console.Out, parse.GetValue(candidates), parse.GetValue(agents), parse.GetValue(watchers)));

var many = new Option<int>("--candidates") { Description = "Candidates of the study.", DefaultValueFactory = _ => 100_000 };
var largeStudy = new Command("large-study", "Reports, frontier, pages and memory of a large study.") { many };
largeStudy.SetAction((parse, _) => LargeStudyBenchmark.RunAsync(Console.Out, parse.GetValue(many)));

var corpus = new Option<string?>("--corpus") { Description = "A text file or folder. Default: a text that an npm package ships." };
var tokenize = new Command("tokenize", "Byte-pair encoding on one thread against the npm package gpt-tokenizer, in turns.") { corpus };
tokenize.SetAction((parse, _) => TokenizeBenchmark.RunAsync(Console.Out, parse.GetValue(corpus)));

var trainCorpus = new Option<string?>("--corpus") { Description = "A text file or folder. Default: text files of this checkout's packages and of the SDK." };
var megabytes = new Option<int>("--megabytes") { Description = "Text of the default corpus.", DefaultValueFactory = _ => 100 };
var vocabulary = new Option<int>("--vocabulary") { Description = "Ids to learn.", DefaultValueFactory = _ => 16_384 };
var trainThreads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
var trainTokenizer = new Command("train-tokenizer", "Time and memory of learning a byte-level BPE.") { trainCorpus, megabytes, vocabulary, trainThreads };
trainTokenizer.SetAction(parse => TrainTokenizerBenchmark.Run(
    Console.Out, parse.GetValue(trainCorpus), parse.GetValue(megabytes), parse.GetValue(vocabulary), parse.GetValue(trainThreads)));

var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
var pairs = new Option<int>("--pairs") { Description = "Pairs of ours and PyTorch's.", DefaultValueFactory = _ => 5 };
var steps = new Option<int>("--steps") { Description = "Steps of each side of a pair.", DefaultValueFactory = _ => 3 };
var step = new Command("step", "A training step against the same model's in Python's PyTorch, interleaved.") { threads, pairs, steps };
step.SetAction((parse, _) =>
{
    StepBenchmark.Run(Console.Out, parse.GetValue(pairs), parse.GetValue(steps), parse.GetValue(threads));
    return Task.CompletedTask;
});
var manySteps = new Option<int>("--steps") { Description = "Steps to watch memory over.", DefaultValueFactory = _ => 1000 };
var share = new Command("gemm-share", "Share of the machine's sgemm rate that a training step reaches; memory over many steps.") { threads, manySteps };
share.SetAction((parse, _) =>
{
    GemmShareBenchmark.Run(Console.Out, parse.GetValue(threads), parse.GetValue(manySteps));
    return Task.CompletedTask;
});

var textPairs = new Option<int>("--pairs") { Description = "Pairs of ours and the bare loop's.", DefaultValueFactory = _ => 7 };
var oneThread = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => 1 };
var textTokens = new Option<int>("--tokens") { Description = "Tokens to generate.", DefaultValueFactory = _ => 256 };
var textModel = new Option<string?>("--model") { Description = $"One of {string.Join(", ", GenerateModel.All.Select(m => m.Name))}; all when left out." };
var generate = new Command("generate", "Generation with cache against without, and against a bare ONNX Runtime loop, interleaved.")
{
    textModel, textPairs, oneThread, textTokens,
};
generate.SetAction((parse, _) =>
{
    GenerateBenchmark.Run(Console.Out, parse.GetValue(textModel), parse.GetValue(textPairs), parse.GetValue(oneThread), parse.GetValue(textTokens));
    return Task.CompletedTask;
});

var herd = new Option<int>("--agents") { Description = "Simulated agents.", DefaultValueFactory = _ => 6_000 };
var stampede = new Command("stampede", "Agents that die at once and come back: what it costs candidates, and another client's longest wait.") { herd };
stampede.SetAction((parse, _) => StampedeBenchmark.RunAsync(Console.Out, parse.GetValue(herd)));
var address = new Argument<string>("address");
var askFor = new Option<int>("--seconds");
var poll = new Command("poll", "The other client of stampede.") { address, askFor };
poll.Hidden = true;
poll.SetAction((parse, _) => StampedeBenchmark.PollAsync(Console.Out, parse.GetValue(address)!, parse.GetValue(askFor)));

var cases = new Argument<string[]>("case") { Description = "Words of the cases' names; all when left out.", DefaultValueFactory = _ => [] };
var before = new Option<string?>("--before") { Description = "artifacts/bin of an older checkout, to be tried as well.", HelpName = "folder" };
var abuse = new Command("abuse", "What hostile peers and bad luck do to others: real programs, today's and an older build's (tests/abuse.sh).") { cases, before };
abuse.SetAction((parse, _) => AbuseBenchmark.RunAsync(Console.Out, parse.GetValue(before), parse.GetValue(cases)!));

return await new RootCommand("Benchmarks of lts-distributed; docs/benchmarks.md says what each figure means.")
    { emission, bareLoop, repeat, overhead, idle, throughput, stampede, poll, largeStudy, abuse, tokenize, trainTokenizer, step, share, generate }
    .Parse(args).InvokeAsync();

static Command Verb(string name, string description, Func<Task> run)
{
    var command = new Command(name, description);
    command.SetAction((_, _) => run());
    return command;
}
