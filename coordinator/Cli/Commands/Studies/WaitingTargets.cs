using Lts.Cli.Client;
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

        foreach (var target in Without(study, await connection.Devices.ListAsync([], cancellationToken)))
        {
            context.Note(
                $"Nothing is being measured for {target.DeviceClass}: none of its devices ({string.Join(", ", target.DeviceNames)}) is online. "
                + "The study waits for one; start its agent, or leave the class out with `devices` in a new study.");
        }
    }

    internal static IEnumerable<TargetSnapshot> Without(StudySnapshot study, IEnumerable<DeviceSnapshot> devices)
    {
        var online = devices.Where(d => d.Status == DeviceStatus.Online).Select(d => d.Name).ToHashSet(StringComparer.Ordinal);
        return study.Targets.Where(t => !t.Progress.Finished && !t.DeviceNames.Any(online.Contains));
    }
}
