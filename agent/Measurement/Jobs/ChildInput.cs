using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Lts.Agent.Measurement.Protocol;

namespace Lts.Agent.Measurement.Jobs;

/// <summary>
/// What the agent says to this process. When the agent is gone its end of the pipe closes, and this process ends at once, whatever
/// native code is doing: no child outlives its agent.
/// </summary>
internal sealed class ChildInput : IDisposable
{
    private readonly BlockingCollection<string> _lines = [];

    /// <summary>Starts to read.</summary>
    /// <param name="input">Standard input.</param>
    public ChildInput(Stream input)
    {
        var reader = new Thread(() => Read(input)) { IsBackground = true, Name = "agent's lines" };
        reader.Start();
    }

    /// <summary>Waits for the request.</summary>
    public ChildRequest ReadRequest() => JsonSerializer.Deserialize(_lines.Take(), ChildJson.Default.ChildRequest)!;

    /// <summary>Waits for the start, and says how long the work may take.</summary>
    public TimeSpan WaitForGo() => ChildWords.ParseGo(_lines.Take());

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private void Read(Stream input)
    {
        using var reader = new StreamReader(input);
        while (reader.ReadLine() is { } line)
        {
            _lines.Add(line);
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
