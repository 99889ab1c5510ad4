using System.CommandLine;
using System.Text;
using Lts.Hosting;
using Lts.Trainer.Training.Configuration;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer config</c>: a configuration with every default filled in, to be changed and trained.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var preset = new Option<string>("--preset")
        {
            Description = "Where the defaults come from: small-cpu for minutes on a processor, archai for the published task on a GPU.",
            DefaultValueFactory = _ => Presets.SmallCpu,
        };
        preset.AcceptOnlyFromAmong([.. Presets.Names]);
        var command = new Command("config", "Print a training configuration with every default filled in.") { preset };
        command.SetAction(async (arguments, _) =>
        {
            var folder = Environment.CurrentDirectory;
            var json = ConfigurationWriter.ToUtf8(Presets.Get(arguments.GetValue(preset)!), folder);
            await Console.Out.WriteAsync(Encoding.UTF8.GetString(json));
            await Console.Error.WriteLineAsync(
                "Save it to a file, set data.sources (text files or folders), output (the run's folder) and the architecture, "
                + "and pass the file to `lts-trainer train`. docs/training.md explains every field.");
            return ExitCode.Success;
        });
        return command;
    }
}
