using System.CommandLine;
using Lts.Hosting.CommandLine;

namespace Lts.Trainer.Commands;

/// <summary>The option <c>--threads</c> of the verbs that run a model in ONNX Runtime.</summary>
internal static class RuntimeThreadsOption
{
    private const int Most = 1024;

    /// <summary>Creates the option; 0, the default, is one thread per core.</summary>
    public static Option<int> Create()
    {
        var threads = new Option<int>("--threads") { Description = "Threads of ONNX Runtime; 0 for one per core.", DefaultValueFactory = _ => 0 };
        threads.Validators.Add(result =>
        {
            if (OptionValue.TryGet<int>(result, out var value) && value is < 0 or > Most)
            {
                result.AddError($"--threads must be from 0 to {Most}.");
            }
        });
        return threads;
    }
}
