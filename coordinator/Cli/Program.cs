using Lts.Cli.Commands;

return await LtsCommandLine.RunAsync(args);
