using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Lts.Agent.Commands;
using Lts.Agent.Measurement.Protocol;
using Lts.Agent.Measurement.Storage;
using Lts.Cli.Client.Json;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Coordinator.Studies.Json;
using Lts.Coordinator.Trainings;
using Lts.Domain.Devices;
using Lts.Domain.Metrics;
using Lts.Reports.Json;
using Lts.Trainer.Commands;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Training.Runs;

namespace Lts.Tests.House;

/// <summary>What is stored is named at its property or enum member, so that renaming one in the code changes no file (docs/storage.md).</summary>
public sealed class StoredNameTests
{
    private static readonly JsonSerializerContext[] Stored =
    [
        StudiesJson.Default, TrainingsJson.Default, FleetJson.Default, StorageJson.Default, JobJsonContext.Default, RunJsonContext.Default,
        DataJsonContext.Default, KnownJson.Default,
    ];

    /// <summary>What is printed, or spoken between processes of one version.</summary>
    private static readonly Type[] NotStored =
    [
        typeof(AgentJsonContext), typeof(ChildJson), typeof(LtsJsonContext), typeof(IndentedJsonContext), typeof(ReportJsonContext),
        typeof(TrainerJsonContext),
    ];

    /// <summary>Every type that is written field by field or word by word; one with a converter of its own is not among them.</summary>
    private static IReadOnlyDictionary<Type, JsonTypeInfo> StoredTypes { get; } = Walk();

    [Fact]
    public void StoredProperties_HaveNamesOfTheirOwn() =>
        Assert.Empty(StoredTypes.Values.SelectMany(type => StoredProperties(type)
            .Where(property => property.AttributeProvider?.IsDefined(typeof(JsonPropertyNameAttribute), inherit: true) != true)
            .Select(property => $"{type.Type.Name}.{property.Name}")));

    [Fact]
    public void StoredEnums_HaveWordsOfTheirOwn() =>
        Assert.Empty(StoredTypes.Keys.Where(type => type.IsEnum).SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(member => member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>() is null)
            .Select(member => $"{type.Name}.{member.Name}")));

    [Fact]
    public void Walk_ReachesWhatStoredTypesHold()
    {
        Type[] deep = [typeof(Accelerator), typeof(ShardManifest), typeof(Objective), typeof(Direction), typeof(JobState)];

        Assert.All(deep, type => Assert.Contains(type, StoredTypes.Keys));
    }

    [Fact]
    public void EveryContext_IsKnownToBeStored_OrNot()
    {
        var contexts = Stored.Concat<object>(NotStored).Select(c => c as Type ?? c.GetType()).Select(type => type.Assembly).Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)));

        Assert.Equal(
            Stored.Select(context => context.GetType()).Concat(NotStored).Select(type => type.FullName).Order(),
            contexts.Select(type => type.FullName).Order());
    }

    /// <summary>What is written; read-only properties are left out where the context says so.</summary>
    private static IEnumerable<JsonPropertyInfo> StoredProperties(JsonTypeInfo type) => type.Properties.Where(property =>
        property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) != true
        && !(type.Options.IgnoreReadOnlyProperties && property is { Set: null, AssociatedParameter: null }));

    private static Dictionary<Type, JsonTypeInfo> Walk()
    {
        var seen = new Dictionary<Type, JsonTypeInfo>();
        foreach (var context in Stored)
        {
            var roots = context.GetType().GetCustomAttributesData()
                .Where(a => a.AttributeType == typeof(JsonSerializableAttribute))
                .Select(a => (Type)a.ConstructorArguments[0].Value!);
            foreach (var root in roots)
            {
                Visit(context, root, seen);
            }
        }

        return seen;
    }

    private static void Visit(JsonSerializerContext context, Type type, Dictionary<Type, JsonTypeInfo> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (context.GetTypeInfo(type) is not { } info)
        {
            return;
        }

        if (info.ElementType is { } element)
        {
            Visit(context, element, seen);
        }

        if ((info.Kind == JsonTypeInfoKind.Object || type.IsEnum) && seen.TryAdd(type, info))
        {
            foreach (var property in StoredProperties(info))
            {
                Visit(context, property.PropertyType, seen);
            }
        }
    }
}
