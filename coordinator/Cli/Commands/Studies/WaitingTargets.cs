using Lts.Cli.Client;
using Lts.Contracts;
using Lts.Domain.Devices;
using Lts.Domain.Studies;

namespace Lts.Cli.Commands.Studies;

/// <summary>Says which targets of a running study wait for a device that is not there.</summary>
internal static class WaitingTargets
{
    /// <summary>Notes them; says nothing when every unfinished target has a device that works.</summary>
    public static async Task NoteAsync(
        CommandContext context, CoordinatorConnection connection, StudySnapshot study, CancellationToken cancellationToken)
    {
        if (study.State != StudyState.Running)
        {
            return;
        }

        var devices = await connection.Devices.ListAsync([], cancellationToken);
        foreach (var target in Without(study, devices))
        {
            context.Note(Describe(target, devices));
        }
    }

    /// <summary>What is in the way, for people: a drained device waits for somebody to say so, an absent one for its agent.</summary>
    /// <param name="target">One that no device works for.</param>
    /// <param name="devices">Every device of the coordinator.</param>
    internal static string Describe(TargetSnapshot target, IReadOnlyCollection<DeviceSnapshot> devices)
    {
        var states = target.DeviceNames.Select(
            name => $"{name} is {(devices.FirstOrDefault(d => d.Name == name) is { } device ? WireNames.Of(device.Status) : "removed")}");
        string why = target.DeviceNames.IsEmpty ? "it has no device that is approved" : string.Join(", ", states)
            + (target.DeviceCount > target.DeviceNames.Length ? $", and none of {target.DeviceCount - target.DeviceNames.Length} more is online" : "");
        return $"Nothing is being measured for {target.DeviceClass}: {why}. The study waits. Start an agent there, "
            + "end a drain with `lts devices drain NAME --undo` or a quarantine with `lts devices release NAME`, or leave the class out with `devices` in a new study.";
    }

    /// <summary>The unfinished targets of which no device takes candidates.</summary>
    internal static IEnumerable<TargetSnapshot> Without(StudySnapshot study, IEnumerable<DeviceSnapshot> devices)
    {
        var online = devices.Where(d => d.Status == DeviceStatus.Online).ToList();
        var names = online.Select(d => d.Name).ToHashSet(StringComparer.Ordinal);
        var selectors = study.Spec.ReadSelectors();
        return study.Targets.Where(t => !t.Progress.Finished && !t.DeviceNames.Any(names.Contains)
            && (t.DeviceCount == t.DeviceNames.Length || !online.Any(d => d.DeviceClass == t.DeviceClass && d.IsAdmittedBy(selectors))));
    }
}
