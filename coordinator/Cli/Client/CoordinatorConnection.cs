using Grpc.Core;
using Grpc.Net.Client;
using Lts.Hosting;
using Lts.Serving.Client;
using Proto = Lts.Protos.V1;

namespace Lts.Cli.Client;

/// <summary>A client's connection to the coordinator: made on first use, kept until disposed.</summary>
internal sealed class CoordinatorConnection : IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    private readonly GrpcChannel _channel;
    private readonly TimeProvider _time;

    /// <summary>Prepares a connection; nothing is sent yet.</summary>
    /// <param name="address">See <see cref="CoordinatorAddress.Parse"/>.</param>
    /// <param name="tls">For an https address.</param>
    /// <param name="time">For deadlines.</param>
    /// <exception cref="UserErrorException">A file of <paramref name="tls"/> cannot be used.</exception>
    public CoordinatorConnection(Uri address, ClientTls tls, TimeProvider time)
    {
        _time = time;
        _channel = ClientChannel.Open(address, tls, new ChannelSettings
        {
            LargestResponseBytes = 64 << 20, // a study of thousands of candidates with all its samples
            HasManyStreams = true, // each training that is watched is one
        });
        Studies = new StudyClient(new Proto.StudyService.StudyServiceClient(_channel), Soon);
        Devices = new DeviceClient(new Proto.DeviceService.DeviceServiceClient(_channel), Soon);
        Trainings = new TrainingClient(new Proto.TrainingService.TrainingServiceClient(_channel), Soon);
    }

    /// <summary>Studies and their candidates.</summary>
    public StudyClient Studies { get; }

    /// <summary>Devices.</summary>
    public DeviceClient Devices { get; }

    /// <summary>Trainings of what studies found.</summary>
    public TrainingClient Trainings { get; }

    /// <summary>Options of a call that must answer soon: 30 s.</summary>
    private CallOptions Soon(CancellationToken cancellationToken) =>
        new(deadline: (_time.GetUtcNow() + CallTimeout).UtcDateTime, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();
}
