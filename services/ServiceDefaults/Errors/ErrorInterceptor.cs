using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>Maps exceptions to statuses: UNAVAILABLE for an absent store or service, DEADLINE_EXCEEDED, else INTERNAL without the exception's text.</summary>
public sealed class ErrorInterceptor(ILogger<ErrorInterceptor> log) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (!IsAnswer(exception))
        {
            throw Translate(exception, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(new CallerStream<TRequest>(requestStream), context);
        }
        catch (Exception exception) when (!IsAnswer(exception))
        {
            throw Translate(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (!IsAnswer(exception))
        {
            throw Translate(exception, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(new CallerStream<TRequest>(requestStream), responseStream, context);
        }
        catch (Exception exception) when (!IsAnswer(exception))
        {
            throw Translate(exception, context);
        }
    }

    private static bool IsAnswer(Exception exception) => exception is RpcException rpc && (Fault.IsOwn(rpc) || rpc.StatusCode is not (
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled or StatusCode.Unauthenticated or StatusCode.PermissionDenied
        or StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unknown));

    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        if (exception is CallerGoneException || context.CancellationToken.IsCancellationRequested)
        {
            return context.Deadline <= DateTime.UtcNow
                ? new RpcException(new Status(StatusCode.DeadlineExceeded, "The deadline passed. Repeat with the same request id."))
                : new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled."));
        }

        if (StoreFailure.IsOutage(exception))
        {
            log.LogWarning("{Method}: the store is unavailable ({Exception})", context.Method, exception.GetType().Name);
            return Fault.Unavailable(
                Reasons.StoreUnavailable, "The store does not answer. Repeat with the same request id.", TimeSpan.FromSeconds(2));
        }

        if (exception is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter })
            return Fault.Invalid("(message)", "Remove the NUL characters from its texts.");

        if (exception is InvalidProtocolBufferException)
            return Fault.Invalid("(message)", Fault.ReadableMessage);

        // Another service's error concerns this process, not the caller. A status that this process's client made has its cause: for a connection that is
        // lost while it is being made the client says INTERNAL.
        if (exception is RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled } or
            RpcException { Status.DebugException: HttpRequestException })
        {
            log.LogWarning("{Method}: another service is unavailable ({Status})", context.Method, ((RpcException)exception).StatusCode);
            return Fault.Unavailable(
                Reasons.DependencyUnavailable, "Another service does not answer. Repeat with the same request id.", TimeSpan.FromSeconds(2));
        }

        if (exception is RpcException answer)
        {
            log.LogError("{Method}: another service answered {Status}\n{Stack}", context.Method, answer.StatusCode, answer.StackTrace);
            return Fault.Build(StatusCode.Internal, "Unexpected error.", Reasons.Unexpected);
        }

        // The exception's message may quote the request, so it is not logged.
        log.LogError("{Method}: unexpected {Exception}\n{Stack}", context.Method, exception.GetType().FullName, exception.StackTrace);
        return Fault.Build(StatusCode.Internal, "Unexpected error.", Reasons.Unexpected);
    }
}
