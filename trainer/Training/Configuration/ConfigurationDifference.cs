using System.Collections.Immutable;
using System.Text.Json;

namespace Lts.Trainer.Training.Configuration;

/// <summary>What differs between the configuration that a run began with and the one that it is to go on with.</summary>
internal static class ConfigurationDifference
{
    /// <summary>
    /// One text a field that decides the result, for example <c>training.steps: 2000 in the run, 3000 now</c>. The device may change: a run
    /// may go on elsewhere.
    /// </summary>
    /// <param name="run">The configuration that the run began with.</param>
    /// <param name="now">The configuration that it is to go on with.</param>
    public static ImmutableArray<string> Of(TrainerConfiguration run, TrainerConfiguration now)
    {
        var before = Fields(run);
        var after = Fields(now);
        return
        [
            .. before.Keys.Union(after.Keys).Where(name => !name.StartsWith("device.", StringComparison.Ordinal) && name is not ("preset" or "output"))
                .Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
                .Select(name => $"{name}: {before.GetValueOrDefault(name, "absent")} in the run, {after.GetValueOrDefault(name, "absent")} now"),
        ];
    }

    private static Dictionary<string, string> Fields(TrainerConfiguration configuration)
    {
        using var document = JsonDocument.Parse(TrainerConfigurationWriter.ToUtf8(configuration, configuration.Output));
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(document.RootElement, "");
        return fields;

        void Add(JsonElement element, string path)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (var field in element.EnumerateObject())
                {
                    Add(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}");
                }
            }
            else
            {
                fields[path] = element.GetRawText();
            }
        }
    }
}
