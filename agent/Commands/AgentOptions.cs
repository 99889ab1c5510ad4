using System.CommandLine;
using Lts.Agent.Inference;
using Lts.Hosting;
using Lts.Hosting.CommandLine;

namespace Lts.Agent.Commands;

/// <summary>The options that say how this agent measures; every verb that measures has them.</summary>
internal sealed class AgentOptions
{
    private const int MostThreads = 1024;

    private readonly Option<DirectoryInfo?> _data = new("--data")
    {
        Description = "The agent's folder: weight pool, calibration. Default: $LTS_HOME/agent, else your local application data.",
    };

    private readonly Option<string> _provider = new("--provider")
    {
        Description = "Execution provider.",
        DefaultValueFactory = _ => InferenceSettings.Cpu,
    };

    private readonly Option<int> _threads = new("--threads") { Description = "Intra-op threads.", DefaultValueFactory = _ => 1 };

    private readonly Option<DirectoryInfo?> _cudaLibraries = new("--cuda-libraries")
    {
        Description = "Folder of a CUDA build of ONNX Runtime, for --provider cuda.",
    };

    /// <summary>Adds the options to a verb.</summary>
    public static AgentOptions AddTo(Command command)
    {
        var options = new AgentOptions();
        options._provider.AcceptOnlyFromAmong(InferenceSettings.Cpu, InferenceSettings.Cuda);
        options._threads.Validators.Add(result =>
        {
            if (OptionValue.TryGet<int>(result, out var threads) && threads is < 1 or > MostThreads)
            {
                result.AddError($"--threads must be from 1 to {MostThreads}.");
            }
        });
        command.Options.Add(options._data);
        command.Options.Add(options._provider);
        command.Options.Add(options._threads);
        command.Options.Add(options._cudaLibraries);
        return options;
    }

    /// <summary>The agent's folder.</summary>
    public string DataFolder(ParseResult arguments) => arguments.GetValue(_data)?.FullName ?? DataDirectory.Default("agent");

    /// <summary>Provider and threads.</summary>
    /// <exception cref="UserErrorException">The folder of libraries does not exist.</exception>
    public InferenceSettings Inference(ParseResult arguments)
    {
        var libraries = arguments.GetValue(_cudaLibraries);
        if (libraries is { Exists: false })
        {
            throw new UserErrorException($"--cuda-libraries: there is no folder {libraries.FullName}.", ExitCode.NotFound);
        }

        return new InferenceSettings
        {
            Provider = arguments.GetValue(_provider)!,
            Threads = arguments.GetValue(_threads),
            CudaLibraries = libraries?.FullName,
        };
    }
}
