using Google.Protobuf.Reflection;
using Grpc.Core;

namespace OrdreCouncils.Tests.Testing.Fuzz;

/// <summary>Calls any RPC with the bytes of a message.</summary>
internal static class RawCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // An accepted stream may never end by itself, so it is read for this time only.
    private static readonly TimeSpan Listening = TimeSpan.FromMilliseconds(100);
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    /// <summary>Statuses that no request may get: they are the server's fault.</summary>
    public static bool IsFault(StatusCode status) =>
        status is StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss or StatusCode.Unimplemented;

    public static string Hex(byte[][] bodies) =>
        string.Join(' ', bodies.Select(body => Convert.ToHexString(body.AsSpan(0, Math.Min(body.Length, 400)))));

    public static async Task<(StatusCode Status, byte[] Answer)> CallAsync(CallInvoker invoker, MethodDescriptor method, byte[] body, string token)
    {
        var options = Options(token);
        try
        {
            if (!method.IsServerStreaming)
                return (StatusCode.OK, await invoker.AsyncUnaryCall(Method(method, MethodType.Unary), null, options, body));

            using var listening = new CancellationTokenSource(Listening);
            using var call = invoker.AsyncServerStreamingCall(
                Method(method, MethodType.ServerStreaming), null, options.WithCancellationToken(listening.Token), body);
            return (await ReadAsync(call.ResponseStream), []);
        }
        catch (RpcException exception)
        {
            return (exception.StatusCode, []);
        }
    }

    /// <summary>Sends and reads messages at the same time; one caller in four cancels in the middle.</summary>
    public static async Task<StatusCode> StreamAsync(CallInvoker invoker, MethodDescriptor method, byte[][] bodies, bool hangsUp, string token)
    {
        using var ending = new CancellationTokenSource();
        using var call = invoker.AsyncDuplexStreamingCall(Method(method, MethodType.DuplexStreaming), null, Options(token).WithCancellationToken(ending.Token));
        var reading = ReadAsync(call.ResponseStream);
        try
        {
            foreach (var body in bodies)
                await call.RequestStream.WriteAsync(body);
            if (hangsUp)
                await ending.CancelAsync();
            else
                await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or OperationCanceledException)
        {
            // The server ended the call first; the read below gives the status.
        }

        return await reading;
    }

    private static CallOptions Options(string token) => new(new Metadata { { "authorization", "Bearer " + token } }, DateTime.UtcNow + Patience);

    private static Method<byte[], byte[]> Method(MethodDescriptor method, MethodType type) => new(type, method.Service.FullName, method.Name, Raw, Raw);

    private static async Task<StatusCode> ReadAsync(IAsyncStreamReader<byte[]> answers)
    {
        try
        {
            while (await answers.MoveNext(CancellationToken.None))
            {
            }

            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
