using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.ServiceDefaults.Admissions;

public sealed class AccessInterceptor(AccessTable table, Admission admission) : Interceptor
{
    // gRPC's own protocols are open. Health: probes carry no token, and the answer holds no data. Reflection: it answers with the contract alone.
    private const string OpenServices = "/grpc.";

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        TResponse response;
        try
        {
            response = await continuation(request, context);
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.NotFound)
        {
            await admission.MissedAsync(CallContext.Find(context), context.Method, request as IMessage, context.CancellationToken);
            throw;
        }
        catch (RpcException) when (CallContext.Find(context) is { MustBeLoggedFirst: true })
        {
            // The error may say what the record does not allow, and so show it.
            await RememberAsync(context, null, null);
            throw;
        }

        await RememberAsync(context, request as IMessage, response as IMessage);
        return response;
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        var response = await continuation(requestStream, context);
        await RememberAsync(context, null, response as IMessage);
        return response;
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        try
        {
            await continuation(request, new LoggedFirstWriter<TResponse>(responseStream, () => LogFirstAsync(context)), context);
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.NotFound)
        {
            await admission.MissedAsync(CallContext.Find(context), context.Method, request as IMessage, context.CancellationToken);
            throw;
        }
        finally
        {
            await RememberStreamedAsync(context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        finally
        {
            await RememberStreamedAsync(context);
        }
    }

    private async ValueTask AdmitAsync(ServerCallContext context)
    {
        if (context.Method.StartsWith(OpenServices, StringComparison.Ordinal))
            return;
        CallContext.Set(context, await admission.AdmitAsync(context.GetHttpContext(), context.Method, table.Find(context.Method), context.CancellationToken));
    }

    private async ValueTask LogFirstAsync(ServerCallContext context)
    {
        if (CallContext.Find(context) is not { MustBeLoggedFirst: true } access)
            return;
        await admission.RememberAsync(access, context.Method, context.CancellationToken);
        access.Subjects.Clear();
    }

    // Also for a stream that was broken off: it has shown records.
    private ValueTask RememberStreamedAsync(ServerCallContext context) =>
        admission.RememberAsync(CallContext.Find(context), context.Method, CancellationToken.None);

    private ValueTask RememberAsync(ServerCallContext context, IMessage? request, IMessage? response)
    {
        var access = CallContext.Find(context);
        if (access is not null && response is not null)
            ShownPersons.AddTo(access.Subjects, request, response);
        return admission.RememberAsync(access, context.Method, context.CancellationToken);
    }
}
