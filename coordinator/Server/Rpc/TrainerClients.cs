using System.Collections.Concurrent;
using Grpc.Net.Client;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Serving.Client;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc;

/// <summary>Connections to trainers, one an address, kept until disposed.</summary>
/// <param name="defaultAddress">Of whoever names none; <see langword="null"/> for none.</param>
/// <param name="tls">For trainers with https.</param>
/// <param name="time">For deadlines.</param>
internal sealed class TrainerClients(string? defaultAddress, ClientTls tls, TimeProvider time) : ITrainers, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<GrpcChannel>> _channels = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string? Default { get; } = defaultAddress is null ? null : Parse(defaultAddress);

    /// <inheritdoc/>
    public string Normalise(string address) => Parse(address);

    /// <inheritdoc/>
    public ITrainer At(string address) => new TrainerClient(ClientAt(address), address, time);

    /// <summary>The contract's own client, for calls that are handed through.</summary>
    public Proto.TrainerService.TrainerServiceClient ClientAt(string address) =>
        new(_channels.GetOrAdd(address, new Lazy<GrpcChannel>(() => Connect(address), LazyThreadSafetyMode.PublicationOnly)).Value);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var channel in _channels.Values.Where(channel => channel.IsValueCreated))
        {
            channel.Value.Dispose();
        }
    }

    private static string Parse(string text) => ServerAddress.TryParse(text) is { } address
        ? address.GetLeftPart(UriPartial.Authority)
        : throw new ValidationException("the request", [$"trainer: '{text}' is not a trainer's address; write it like http://127.0.0.1:5230."]);

    // Every training that is followed is a stream.
    private GrpcChannel Connect(string address) => ClientChannel.Open(new Uri(address), tls, new ChannelSettings { HasManyStreams = true });
}
