using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lts.Agent.Measurement.Protocol;

/// <summary>The protocol's JSON, generated at build time: reflection would cost a measuring process memory and start-up time.</summary>
[JsonSerializable(typeof(ChildRequest))]
[JsonSerializable(typeof(ChildMessage))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ChildJson : JsonSerializerContext
{
    /// <summary>Reads a line; <see langword="null"/> for one that is not the protocol's, such as what a native library prints.</summary>
    public static ChildMessage? TryReadMessage(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonSerializer.Deserialize(line, Default.ChildMessage) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
