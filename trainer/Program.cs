using System.CommandLine;
using Lts.Hosting;
using Lts.Trainer.Commands;
using Lts.Trainer.Inference;
using Microsoft.ML.OnnxRuntime;

OnnxRuntimeTelemetry.SwitchOff();

var root = new RootCommand("Trains the architectures that a search has found, evaluates and exports them, and generates text.")
{
    // One line a verb, in the order of a model's life.
    QuickstartCommand.Create(),
    ConfigCommand.Create(),
    TrainCommand.Create(),
    WatchCommand.Create(),
    EvalCommand.Create(),
    GenerateCommand.Create(),
    ExportCommand.Create(),
    ImportCommand.Create(),
    TokenizerCommand.Create(),
    EncodeCommand.Create(),
    DecodeCommand.Create(),
    DataCommand.Create(),
    ServeCommand.Create(),
};
ExampleSection.AddTo(root);
try
{
    // Its own handler would print stack traces; its exit code for a bad command line is 1.
    var arguments = root.Parse(args);
    var code = await arguments.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromMinutes(10), // after Ctrl-C a step is finished and a checkpoint saved
    });
    return arguments.Errors.Count > 0 ? ExitCode.Usage : code;
}
catch (UserErrorException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return e.ExitCode;
}
catch (OnnxRuntimeException e)
{
    // A file that says of itself what is not so can get this far.
    await Console.Error.WriteLineAsync($"ONNX Runtime cannot run this model: {Sessions.Printable(e.Message)}");
    return ExitCode.Failure;
}
catch (OperationCanceledException)
{
    return ExitCode.Cancelled;
}
