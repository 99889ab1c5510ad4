using System.Reflection;
using Lts.Agent.Connection;
using Lts.Coordinator.Fleet;
using Lts.Serving.Errors;
using Lts.Trainer.Service.Running;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.House;

/// <summary>Whoever looks for an event by its id finds that one only, in all that a program logs.</summary>
public sealed class EventIdTests
{
    [Theory]
    [InlineData(typeof(FleetLog))]
    [InlineData(typeof(ConnectionLog))]
    [InlineData(typeof(RunningLog))]
    public void EventIds_MeanOneEventEach(Type log)
    {
        var events = EventsOf(log.Assembly).Concat(EventsOf(typeof(CauseTrailer).Assembly)).ToList();

        Assert.NotEmpty(EventsOf(log.Assembly));
        Assert.Empty(events.GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(e => e.Name))}"));
    }

    private static IEnumerable<(int Id, string Name)> EventsOf(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
        where attribute is not null
        select (attribute.EventId, $"{type.Name}.{method.Name}");
}
