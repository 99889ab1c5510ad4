using System.CommandLine;
using Lts.Benchmarks.Coordinator;
using Lts.Benchmarks.Fleet;

var seconds = new Option<int>("--settle") { Description = "Seconds to leave the programs alone first.", DefaultValueFactory = _ => 20 };
var idle = new Command("idle", "Resident memory of an idle coordinator and agent.") { seconds };
idle.SetAction((parse, _) => IdleMemoryBenchmark.RunAsync(Console.Out, TimeSpan.FromSeconds(parse.GetValue(seconds))));

var overhead = new Command("overhead", "What a candidate costs besides sessions and runs, in a real study.");
overhead.SetAction((_, _) => CandidateOverheadBenchmark.RunAsync(Console.Out));

var results = new Option<int>("--candidates") { Description = "Candidates to measure.", DefaultValueFactory = _ => 20_000 };
var agents = new Option<int>("--agents") { Description = "Simulated agents.", DefaultValueFactory = _ => 16 };
var throughput = new Command("throughput", "Results a second that the coordinator takes from simulated agents.") { results, agents };
throughput.SetAction((parse, _) => ResultThroughputBenchmark.RunAsync(Console.Out, parse.GetValue(results), parse.GetValue(agents)));

return await new RootCommand("Benchmarks of lts-distributed; docs/benchmarks.md says what each figure means.") { idle, overhead, throughput }
    .Parse(args).InvokeAsync();
