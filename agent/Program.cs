using Lts.Agent.Commands;
using Lts.Agent.Measurement.Jobs;
using Lts.Agent.Measurement.Protocol;

// A measuring process must start fast and stay small: it does not even read a command line.
return args is [ChildWords.Verb] ? MeasureChild.Run() : await AgentCommandLine.RunAsync(args);
