using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Cli.Files;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;

namespace Lts.Cli.Commands.Arch;

/// <summary><c>lts arch export</c>.</summary>
internal static class ArchExportCommand
{
    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "The ONNX file to write.",
        HelpName = "model.onnx",
        Required = true,
    };

    private static readonly Option<bool> WithWeights = new("--with-weights")
    {
        Description = "Embed weights, for any ONNX runtime; without them the graph is for lts-agent, which supplies its own.",
    };

    private static readonly Option<long> Seed = new("--seed")
    {
        Description = "Seed of the embedded weights.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int?> Sequence = new("--sequence") { Description = "Fix the number of tokens; otherwise it is dynamic." };
    private static readonly Option<int?> Batch = new("--batch") { Description = "Fix the number of sequences; otherwise it is dynamic." };
    private static readonly Option<bool> Past = new("--past") { Description = "Take and return the keys and values of earlier tokens." };
    private static readonly Option<bool> LastLogits = new("--last-logits") { Description = "Return the logits of the last position only." };

    /// <summary>The verb; a file is written whole or not at all.</summary>
    public static Command Create()
    {
        var file = ArchCommand.FileArgument();
        var command = new Verb("export", "Write an architecture as an ONNX model.")
        {
            file,
            Output,
            WithWeights,
            Seed,
            Sequence,
            Batch,
            Past,
            LastLogits,
        };
        command.Examples =
        [
            "lts arch export model.json -o graph.onnx --sequence 192 --batch 1",
            "lts arch export model.json -o model.onnx --with-weights --seed 7 --past --last-logits",
        ];
        command.Runs((context, _) =>
        {
            var architecture = InputFile.ReadArchitecture(context.Get(file));
            if (context.IsGiven(Seed) && !context.Get(WithWeights))
            {
                throw new UserErrorException("--seed is for weights; give --with-weights too, or leave it out.", ExitCode.Usage);
            }

            var options = new GraphOptions
            {
                SequenceLength = context.Get(Sequence),
                BatchSize = context.Get(Batch),
                WithPast = context.Get(Past),
                Logits = context.Get(LastLogits) ? LogitsScope.Last : LogitsScope.All,
            };
            var path = context.Get(Output)!;
            OutputFile.Write(path, stream => Write(context, architecture, options, stream));
            var bytes = new FileInfo(path).Length;
            if (context.Json)
            {
                context.WriteJson(new(path, architecture.Id, bytes, context.Get(WithWeights)), LtsJsonContext.Default.ExportJson);
            }
            else
            {
                context.Note($"Wrote {path} ({bytes} bytes) of architecture {architecture.Id}.");
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Write(CommandContext context, Architecture architecture, GraphOptions options, Stream stream)
    {
        try
        {
            if (context.Get(WithWeights))
            {
                WeightedGraph.Write(architecture, options, new SeededWeights(context.Get(Seed), architecture), stream);
            }
            else
            {
                stream.Write(WeightlessGraph.Emit(architecture, options).Bytes);
            }
        }
        catch (ArgumentException e)
        {
            throw new UserErrorException(e.Message, ExitCode.Usage, e); // an option that does not fit this architecture
        }
    }
}
