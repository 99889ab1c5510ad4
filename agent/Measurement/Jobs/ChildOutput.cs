using System.Text.Json;
using Lts.Agent.Measurement.Protocol;

namespace Lts.Agent.Measurement.Jobs;

/// <summary>What this process says to the agent.</summary>
/// <param name="output">Standard output.</param>
internal sealed class ChildOutput(Stream output)
{
    /// <summary>Writes a message as one line, at once.</summary>
    /// <param name="message">What to say.</param>
    public void Write(ChildMessage message)
    {
        output.Write(JsonSerializer.SerializeToUtf8Bytes(message, ChildJson.Default.ChildMessage));
        output.Write("\n"u8);
        output.Flush();
    }
}
