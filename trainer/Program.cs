using System.CommandLine;
using Lts.Hosting;
using Lts.Hosting.CommandLine;
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
var patience = TimeSpan.FromMinutes(10); // after Ctrl-C a step is finished and a checkpoint saved
return await new ProgramRunner(root, "lts-trainer", patience, (exception, _) => exception switch
{
    // A file that says of itself what is not so can get this far.
    OnnxRuntimeException e => new($"ONNX Runtime cannot run this model: {Sessions.Printable(e.Message)}", ExitCode.Failure, e),
    OperationCanceledException e => new("", ExitCode.Cancelled, e),
    _ => null,
}).RunAsync(args);
