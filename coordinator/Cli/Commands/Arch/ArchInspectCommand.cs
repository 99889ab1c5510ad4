using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Cli.Files;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Onnx;

namespace Lts.Cli.Commands.Arch;

/// <summary><c>lts arch inspect</c>.</summary>
internal static class ArchInspectCommand
{
    /// <summary>The verb; sizes are counted, no model is made.</summary>
    public static Command Create()
    {
        var file = ArchCommand.FileArgument();
        var command = new Verb("inspect", "Show an architecture's id, parameters and ONNX sizes.") { file };
        command.Examples = ["lts arch inspect model.json", "lts arch inspect model.json --json"];
        command.Runs((context, _) =>
        {
            var architecture = InputFile.ReadArchitecture(context.Get(file));
            var size = ModelSize.Of(architecture);
            var parameters = architecture.Parameters;
            if (context.Json)
            {
                var report = new ArchitectureReport(
                    architecture.Id, parameters.Decoder, parameters.Embedding, parameters.Total, size.WithWeightsMebibytes,
                    size.WithWeightsBytes, size.WeightlessBytes, architecture);
                context.WriteJson(report, LtsJsonContext.Default.ArchitectureReport);
            }
            else
            {
                WriteTable(context, architecture, size);
            }

            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void WriteTable(CommandContext context, Architecture architecture, ModelSize size)
    {
        var parameters = architecture.Parameters;
        var table = StudyTable.Plain("fact", "value");
        StudyTable.Add(table, "id", architecture.Id);
        foreach (var dimension in architecture.Family.Dimensions)
        {
            var values = string.Join(' ', architecture.Values(dimension).Select(dimension.Text));
            StudyTable.Add(table, dimension.Label, dimension.Unit.Length > 0 ? $"{values} {dimension.Unit}" : values);
        }

        StudyTable.Add(table, "decoder parameters", $"{parameters.Decoder} ({Units.Count(parameters.Decoder)})");
        StudyTable.Add(table, "embedding parameters", $"{parameters.Embedding} ({Units.Count(parameters.Embedding)})");
        StudyTable.Add(table, "total parameters", $"{parameters.Total} ({Units.Count(parameters.Total)})");
        StudyTable.Add(table, "ONNX with weights", Units.Mib(size.WithWeightsBytes));
        StudyTable.Add(table, "ONNX without weights", $"{size.WeightlessBytes} bytes");
        context.Results.Write(table);
    }
}
