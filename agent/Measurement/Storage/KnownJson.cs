using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Lts.Domain;

namespace Lts.Agent.Measurement.Storage;

/// <summary>The small JSON files of <see cref="AgentFolder.Known"/>; names stand at the properties.</summary>
[JsonSerializable(typeof(Calibration))]
[JsonSerializable(typeof(CalibrationKey))]
[JsonSerializable(typeof(KnownRuntime))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class KnownJson : JsonSerializerContext
{
    /// <summary>Reads a file; <see langword="null"/> when it is absent or damaged: everything here can be found out again.</summary>
    public static T? TryRead<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return WholeJson.Read(File.ReadAllBytes(path), type);
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
