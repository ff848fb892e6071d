using Grpc.Net.Client;

namespace OrdreCouncils.ServiceDefaults.Clients;

/// <summary>A gRPC channel that connects when a call needs it, and keeps nothing of a connection that failed.</summary>
public static class ServiceChannel
{
    /// <param name="handler">Belongs to the channel.</param>
    // Given a handler, a channel of Grpc.Net.Client (2.85) watches its connection itself: it waits up to two minutes before it tries a service again, and
    // one that is lost in the moment of its making can leave it "connecting" for ever, so that no later call is sent. Given a client, it watches nothing.
    public static GrpcChannel Open(string address, SocketsHttpHandler handler) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        // Calls have their deadlines.
        HttpClient = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan },
        DisposeHttpClient = true,
    });
}
