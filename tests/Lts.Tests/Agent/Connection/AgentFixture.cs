using Lts.Agent.Connection;
using Lts.Domain.Devices;
using Lts.Serving.Client;
using Lts.Tests.Support;

namespace Lts.Tests.Agent.Connection;

/// <summary>An agent's session against a <see cref="CoordinatorDouble"/>, on a data directory that outlives it.</summary>
internal sealed class AgentFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Grpc.Net.Client.GrpcChannel _channel;

    private AgentFixture(Uri coordinator, string dataDirectory, ScriptedMeasurer measurer, TimeProvider time, TimeSpan resend, DeviceFacts facts)
    {
        Measurer = measurer;
        _channel = CoordinatorChannel.Create(coordinator, ClientTls.None);
        var registration = new DeviceRegistration
        {
            Name = "pi",
            Key = "key",
            Profile = new DeviceProfile(["arm"], facts, new MeasuringSettings("cpu", 3), "1.2.3"),
        };
        var times = new SessionTimes
        {
            Resend = resend,
            FirstReconnect = TimeSpan.FromMilliseconds(20),
            LongestReconnect = TimeSpan.FromMilliseconds(100),
            AfterRefusal = TimeSpan.FromMilliseconds(100),
            SpoolRetry = TimeSpan.FromMilliseconds(50),
            ProgressInterval = TimeSpan.Zero,
        };
        var session = new AgentSession(_channel, coordinator, registration, measurer.Delegate, dataDirectory, times, time, seed: 1, Log);
        Ended = session.RunAsync(_stop.Token);
    }

    public ScriptedMeasurer Measurer { get; }

    public RecordingLogger Log { get; } = new();

    /// <summary>Ends with the session.</summary>
    public Task Ended { get; }

    public static AgentFixture Start(
        Uri coordinator, TemporaryDirectory data, TimeProvider? time = null, TimeSpan? resend = null, DeviceFacts? facts = null) => new(
            coordinator, data.FullName, new ScriptedMeasurer(), time ?? TimeProvider.System, resend ?? TimeSpan.FromHours(1),
            facts ?? new DeviceFacts { CpuModel = "cpu" });

    /// <summary>Asks the agent to stop and waits until it has.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Ended.WaitAsync(AgentConnection.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Ended.WaitAsync(AgentConnection.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _channel.Dispose();
        _stop.Dispose();
    }
}
