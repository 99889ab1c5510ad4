using System.CommandLine;
using Lts.Agent.Commands;
using Lts.Agent.Measurement.Child;
using Lts.Agent.Measurement.Protocol;
using Lts.Hosting;

// A measuring process must start fast and stay small: it does not even read a command line.
if (args is [ChildWords.Verb])
{
    return MeasureChild.Run();
}

var root = new RootCommand("Measures neural networks on this device, for a coordinator or on its own.")
{
    MeasureCommand.Create(),
    ProbeCommand.Create(),
    CalibrateCommand.Create(),
    RunCommand.Create(),
};
try
{
    // Its own handler would print stack traces; its exit code for a bad command line is 1.
    var arguments = root.Parse(args);
    var code = await arguments.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(15), // for the farewell to the coordinator
    });
    return arguments.Errors.Count > 0 ? ExitCode.Usage : code;
}
catch (UserErrorException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return e.ExitCode;
}
catch (OperationCanceledException)
{
    return ExitCode.Cancelled;
}
