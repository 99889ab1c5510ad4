using Grpc.Core;
using Grpc.Net.Client;
using Lts.Hosting;
using Lts.Protos.V1;
using Lts.Serving.Client;

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
        Studies = new StudyService.StudyServiceClient(_channel);
        Devices = new DeviceClient(new DeviceService.DeviceServiceClient(_channel), Soon);
        Trainings = new TrainingClient(new TrainingService.TrainingServiceClient(_channel), Soon);
    }

    /// <summary>Studies and their candidates.</summary>
    public StudyService.StudyServiceClient Studies { get; }

    /// <summary>Devices.</summary>
    public DeviceClient Devices { get; }

    /// <summary>Trainings of what studies found.</summary>
    public TrainingClient Trainings { get; }

    /// <summary>Options of a call that must answer soon: 30 s.</summary>
    public CallOptions Soon(CancellationToken cancellationToken) =>
        new(deadline: (_time.GetUtcNow() + CallTimeout).UtcDateTime, cancellationToken: cancellationToken);

    /// <summary>Every candidate of a study, by target and index.</summary>
    /// <param name="studyId">Id or name.</param>
    /// <param name="devices">Selectors; empty for every target.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<List<Candidate>> ListCandidatesAsync(string studyId, IEnumerable<string> devices, CancellationToken cancellationToken)
    {
        var request = new ListCandidatesRequest { StudyId = studyId };
        request.Devices.AddRange(devices);
        using var call = Studies.ListCandidates(request, cancellationToken: cancellationToken);
        var candidates = new List<Candidate>();
        await foreach (var candidate in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            candidates.Add(candidate);
        }

        return candidates;
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();
}
