using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Contracts.Json;
using Lts.Domain.Devices;
using Lts.Hosting;

namespace Lts.Cli.Commands.Devices;

/// <summary><c>lts devices list</c>.</summary>
internal static class DevicesListCommand
{
    /// <summary>Names, or tags, that a message lists.</summary>
    private const int MostWords = 5;

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var selectors = new Argument<string[]>("selector")
        {
            Description = "name:N, tag:T, class:C, or a bare word tried as each; without any, all devices.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new RemoteVerb("list", "List devices.")
        {
            selectors,
        };
        command.Examples = ["lts devices list", "lts devices list tag:pi --json"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var asked = context.Get(selectors);
            var devices = await connection.Devices.ListAsync(asked, cancellationToken);
            var unmatched = asked.Where(selector => !devices.Any(device => IsMeant(selector, device))).ToList();
            var known = unmatched.Count > 0 ? await connection.Devices.ListAsync([], cancellationToken) : devices;
            if (context.Json)
            {
                context.WriteJson([.. devices.Select(DeviceJson.Of)], LtsJsonContext.Default.ImmutableArrayDeviceJson);
            }
            else if (known.IsEmpty)
            {
                context.Note("There are no devices yet; start one with `lts-agent run --coordinator …` on the machine to measure.");
            }
            else if (!devices.IsEmpty)
            {
                context.Results.Write(DeviceTable.Create(devices, FittingTable.WidthOf(context.Results)));
            }

            var waiting = devices.Where(device => !device.IsApproved).Select(device => device.Name).ToList();
            if (waiting.Count > 0)
            {
                context.Note($"Waiting for approval: {Few(waiting)}. Only studies that name them use them. `lts devices approve NAME…` for those that you know.");
            }

            foreach (var device in devices.Where(d => d.Quarantine is not null))
            {
                context.Note($"{device.Name} is in quarantine: {device.Quarantine!.Reason} To end it: `lts devices release {device.Name}`.");
            }

            if (unmatched.Count > 0 && !known.IsEmpty)
            {
                context.Note(NoMatch(unmatched, known));
            }

            return devices.IsEmpty && unmatched.Count > 0 ? ExitCode.NotFound : ExitCode.Success;
        });
        return command;
    }

    /// <summary>Says which selectors mean no device, and what there is.</summary>
    /// <param name="unmatched">As the user wrote them; at least one.</param>
    /// <param name="known">Every device of the coordinator.</param>
    internal static string NoMatch(IReadOnlyCollection<string> unmatched, IReadOnlyCollection<DeviceSnapshot> known)
    {
        string selectors = string.Join(" or ", unmatched.Select(selector => $"'{selector}'"));
        string tags = Few(known.SelectMany(device => device.Profile.Tags).Distinct().Order(StringComparer.Ordinal));
        string names = $"No device matches {selectors}. Names: {Few(known.Select(device => device.Name))}";
        return tags.Length > 0 ? $"{names}; tags: {tags}." : $"{names}.";
    }

    private static bool IsMeant(string selector, DeviceSnapshot device) =>
        DeviceSelector.TryParse(selector)?.Matches(device.Name, device.Profile.Tags, device.DeviceClass) is true;

    private static string Few(IEnumerable<string> words)
    {
        var all = words.ToList();
        string first = string.Join(", ", all.Take(MostWords));
        return all.Count > MostWords ? $"{first} and {all.Count - MostWords} more" : first;
    }
}
