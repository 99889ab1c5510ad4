using System.Globalization;
using Lts.Cli.Client;
using Lts.Domain.Devices;
using Lts.Hosting;
using Lts.Serving.Client;

namespace Lts.Cli.Commands.Quickstart;

/// <summary>A coordinator and an agent as children of this process, talking gRPC over a loopback port.</summary>
internal sealed class QuickstartLaboratory : IAsyncDisposable
{
    /// <summary>The agent's name.</summary>
    public const string DeviceName = "this-machine";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly List<ChildProgram> _children = [];
    private readonly TimeProvider _time;
    private CoordinatorConnection? _connection;

    private QuickstartLaboratory(TimeProvider time) => _time = time;

    /// <summary>To the coordinator.</summary>
    public CoordinatorConnection Connection => _connection ?? throw new InvalidOperationException("The coordinator has not been started.");

    /// <summary>Starts both and waits until the agent is registered.</summary>
    public static async Task<QuickstartLaboratory> StartAsync(
        ProgramFiles programs, QuickstartFolder folder, int port, CommandContext context, CancellationToken cancellationToken)
    {
        var laboratory = new QuickstartLaboratory(context.Time);
        try
        {
            context.Note("Starting a coordinator on this machine …");
            laboratory._children.Add(ChildProgram.Start(
                "coordinator", programs.Coordinator, folder.Log("coordinator"), "serve",
                "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "--data", folder.Coordinator,
                "--ready-file", folder.ReadyFile, ParentProcess.Option));
            var address = await laboratory.WaitAsync(
                "The coordinator", () => Task.FromResult(ReadAddress(folder.ReadyFile)), cancellationToken);
            laboratory._connection = new CoordinatorConnection(CoordinatorAddress.Parse(address), ClientTls.None, context.Time);

            context.Note($"Starting an agent that connects to {address} and gets to know this machine …");
            laboratory._children.Add(ChildProgram.Start(
                "agent", programs.Agent, folder.Log("agent"), "run",
                "--coordinator", address, "--name", DeviceName, "--data", folder.Agent, ParentProcess.Option));
            var device = await laboratory.WaitAsync("The agent", () => laboratory.FindDeviceAsync(cancellationToken), cancellationToken);
            context.Note(
                $"Measuring on {device.Profile.Facts.CpuModel}, "
                + $"{(device.Profile.Settings.Threads == 1 ? "1 thread" : $"{device.Profile.Settings.Threads} threads")}, class {device.DeviceClass}.");
            return laboratory;
        }
        catch
        {
            await laboratory.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for something while both programs live.</summary>
    /// <exception cref="UserErrorException">One of them ended.</exception>
    public async Task<T> WhileAliveAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var task = work(done.Token);
        try
        {
            var first = await Task.WhenAny([task, .. _children.Select(c => c.FailWhenItEndsAsync(done.Token))]);
            if (first != task)
            {
                cancellationToken.ThrowIfCancellationRequested(); // Ctrl-C reaches the children too, and they may be quicker
                await first;
            }

            return await task;
        }
        finally
        {
            await done.CancelAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        for (var i = _children.Count - 1; i >= 0; i--)
        {
            await _children[i].DisposeAsync(); // the agent first, so that it can say goodbye
        }
    }

    private static string? ReadAddress(string file) =>
        File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } text ? text : null;

    private async Task<DeviceSnapshot?> FindDeviceAsync(CancellationToken cancellationToken) =>
        (await Connection.Devices.ListAsync([], cancellationToken)).FirstOrDefault(d => d is { Name: DeviceName, Status: DeviceStatus.Online });

    private Task<T> WaitAsync<T>(string what, Func<Task<T?>> ask, CancellationToken cancellationToken)
        where T : class => WhileAliveAsync(
            async token =>
            {
                var start = _time.GetTimestamp();
                while (_time.GetElapsedTime(start) < StartLimit)
                {
                    if (await ask() is { } answer)
                    {
                        return answer;
                    }

                    await Task.Delay(PollInterval, _time, token);
                }

                throw new UserErrorException(
                    $"{what} is not ready after {StartLimit.TotalSeconds:0} s; its log is in the quickstart's folder.");
            },
            cancellationToken);
}
