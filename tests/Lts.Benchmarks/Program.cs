using System.CommandLine;
using Lts.Benchmarks.Fleet;

var seconds = new Option<int>("--settle") { Description = "Seconds to leave the programs alone first.", DefaultValueFactory = _ => 20 };
var idle = new Command("idle", "Resident memory of an idle coordinator and agent.") { seconds };
idle.SetAction((parse, _) => IdleMemoryBenchmark.RunAsync(Console.Out, TimeSpan.FromSeconds(parse.GetValue(seconds))));

var overhead = new Command("overhead", "What a candidate costs besides sessions and runs, in a real study.");
overhead.SetAction((_, _) => CandidateOverheadBenchmark.RunAsync(Console.Out));

return await new RootCommand("Benchmarks of lts-distributed; docs/benchmarks.md says what each figure means.") { idle, overhead }
    .Parse(args).InvokeAsync();
