using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>Makes any call with any bytes, as no generated client would.</summary>
internal sealed class RawCaller : IDisposable
{
    private const int MostAnswers = 3;
    private const int LargestMessage = 64 << 20;
    private static readonly Marshaller<byte[]> Bytes =
        Marshallers.Create<byte[]>((bytes, context) => context.Complete(bytes), context => context.PayloadAsNewBuffer());
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly GrpcChannel _channel;

    public RawCaller(Uri address) =>
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = LargestMessage, MaxSendMessageSize = LargestMessage });

    /// <summary>A generated client on the same connection.</summary>
    public T Channel<T>(Func<ChannelBase, T> create) => create(_channel);

    /// <summary>Makes a call and reads the beginning of its answer.</summary>
    /// <param name="method">Which call.</param>
    /// <param name="messages">What is sent; one unless the client streams.</param>
    /// <returns>The status that the server ended it with; OK where this side had seen enough.</returns>
    /// <exception cref="TimeoutException">Nothing came.</exception>
    public async Task<Status> CallAsync(MethodDescriptor method, params byte[][] messages)
    {
        try
        {
            await (method.IsClientStreaming ? StreamAsync(method, messages) : ReadAsync(method, messages[0])).WaitAsync(Patience);
            return Status.DefaultSuccess;
        }
        catch (RpcException e)
        {
            return e.Status;
        }
    }

    public void Dispose() => _channel.Dispose();

    private static Method<byte[], byte[]> MethodOf(MethodDescriptor method, MethodType type) => new(type, method.Service.FullName, method.Name, Bytes, Bytes);

    private async Task ReadAsync(MethodDescriptor method, byte[] message)
    {
        if (!method.IsServerStreaming)
        {
            using var unary = _channel.CreateCallInvoker().AsyncUnaryCall(MethodOf(method, MethodType.Unary), null, default, message);
            await unary.ResponseAsync;
            return;
        }

        using var call = _channel.CreateCallInvoker().AsyncServerStreamingCall(MethodOf(method, MethodType.ServerStreaming), null, default, message);
        for (int read = 0; read < MostAnswers && await call.ResponseStream.MoveNext(CancellationToken.None); read++)
        {
            if (method.Name.StartsWith("Watch", StringComparison.Ordinal))
            {
                return; // The next one comes when something changes.
            }
        }
    }

    private async Task StreamAsync(MethodDescriptor method, byte[][] messages)
    {
        using var call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(MethodOf(method, MethodType.DuplexStreaming), null, default);
        try
        {
            foreach (byte[] message in messages)
            {
                await call.RequestStream.WriteAsync(message);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is InvalidOperationException or RpcException)
        {
            // It was ended meanwhile; reading tells how.
        }

        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
        }
    }
}
