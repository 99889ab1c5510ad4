using System.Collections.Immutable;
using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Hosting;

namespace Lts.Cli.Commands.Devices;

/// <summary><c>lts devices approve</c>.</summary>
internal static class DevicesApproveCommand
{
    /// <summary>The verb; approving what is approved already changes nothing, and is no error.</summary>
    public static Command Create()
    {
        var names = new Argument<string[]>("name") { Description = "Names of devices.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All that wait for approval now." };
        var undo = new Option<bool>("--undo") { Description = "Take approvals back; only studies that name the devices use them then." };
        var command = new RemoteVerb("approve", "Let devices measure for every study, not only for those that name them.")
        {
            names,
            all,
            undo,
        };
        command.Examples = ["lts devices approve pi-kitchen pi-attic", "lts devices approve --all", "lts devices approve pi-kitchen --undo"];
        command.Runs(async (context, cancellationToken) =>
        {
            string[] asked = context.Get(names);
            if (context.Get(all) ? asked.Length > 0 || context.Get(undo) : asked.Length == 0)
            {
                throw new UserErrorException("Give names of devices, or --all without names and without --undo.", ExitCode.Usage);
            }

            using var connection = context.Connect();
            var changed = await connection.Devices.ApproveAsync(asked, context.Get(undo), cancellationToken);
            if (context.Json)
            {
                context.WriteJson(changed, LtsJsonContext.Default.ImmutableArrayString);
            }
            else
            {
                context.WriteLine(Describe(changed, context.Get(undo)));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static string Describe(ImmutableArray<string> changed, bool undo) =>
        changed.IsEmpty ? "Nothing changed."
        : undo ? $"No longer approved: {string.Join(", ", changed)}."
        : $"Approved: {string.Join(", ", changed)}.";
}
