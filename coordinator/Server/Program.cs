using Lts.Coordinator.Commands;

return await LtsCommandLine.RunAsync(args);
