using Grpc.Core;
using Grpc.Core.Interceptors;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Lets a call in by the contract's rule, or refuses it; an RPC without a rule is refused. Every refusal of a known caller, and every read of a named record, is remembered.</summary>
public sealed class AccessInterceptor(AccessTable table, OnBehalfOf onBehalfOf, AccessLog accessLog) : Interceptor
{
    /// <summary>Health answers anyone: probes carry no token, and it tells nothing of the data.</summary>
    private const string OpenService = "/grpc.health.v1.Health/";

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        var response = await continuation(request, context);
        await RememberAsync(context);
        return response;
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        var response = await continuation(requestStream, context);
        await RememberAsync(context);
        return response;
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        try
        {
            await continuation(request, responseStream, context);
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
        if (context.Method.StartsWith(OpenService, StringComparison.Ordinal))
            return;

        var http = context.GetHttpContext();
        if (http.User.Identity is not { IsAuthenticated: true })
            throw TokenFault.For(http);

        var caller = Caller.From(http.User);
        if (!caller.HasSubject)
            throw Fault.Unauthenticated(Reasons.TokenInvalid, "The token has no usable subject.");

        var rule = table.Find(context.Method);
        var refusal = rule is null ? Reasons.RoleMissing : AccessPolicy.Refusal(rule, caller);
        if (refusal is not null)
        {
            await accessLog.RefusedAsync(caller, context.Method, rule?.Purpose ?? default, context.CancellationToken);
            throw Fault.Denied(refusal, refusal switch
            {
                Reasons.PurposeWall => "Your roles work for a purpose that medical secrecy keeps apart from this one.",
                Reasons.ClaimMissing => "Your role needs a council, chamber or RPPS claim that the token lacks.",
                _ => "Your roles do not allow this call.",
            });
        }

        if (await onBehalfOf.PersonAsync(http, caller) is { } person)
        {
            if (AccessPolicy.IsWalledOff(rule!.Purpose, person))
            {
                await accessLog.RefusedAsync(caller with { OnBehalfOf = person }, context.Method, rule.Purpose, context.CancellationToken);
                throw Fault.Denied(Reasons.PurposeWall, "The person you act for works for a purpose that medical secrecy keeps apart from this one.");
            }

            caller = caller with { OnBehalfOf = person };
        }

        CallContext.Set(context, new CallAccess(caller, AccessPolicy.Reach(rule!, caller)!, rule!.Purpose));
    }

    /// <summary>A stream that broke off has shown records all the same: a caller who hangs up before the end is remembered too.</summary>
    private ValueTask RememberStreamedAsync(ServerCallContext context) =>
        CallContext.Find(context) is { Subjects.Count: > 0 } access
            ? accessLog.ReadAsync(access, context.Method, CancellationToken.None)
            : ValueTask.CompletedTask;

    private ValueTask RememberAsync(ServerCallContext context) =>
        CallContext.Find(context) is { Subjects.Count: > 0 } access
            ? accessLog.ReadAsync(access, context.Method, context.CancellationToken)
            : ValueTask.CompletedTask;
}
