using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication;

namespace OrdreCouncils.WebConsole.Platform;

/// <summary>Calls the gateway with the token of the person whose request this is, within a time limit, and stops when the browser has gone.</summary>
internal sealed class PersonInvoker(GrpcChannel gateway, IHttpContextAccessor context) : CallInvoker
{
    /// <summary>Header by which the gateway chooses the store of an audit call.</summary>
    public const string Store = "ordre-store";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StreamLimit = TimeSpan.FromMinutes(5);

    private readonly CallInvoker inner = gateway.CreateCallInvoker();

    /// <summary>Calls made for this request.</summary>
    public int Calls { get; private set; }

    public static CallOptions ToStore(string store) => new(new Metadata { { Store, store } });

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException("Call the asynchronous method: a blocked thread answers no other page.");

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.AsyncUnaryCall(method, host, Own(options, Limit), request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.AsyncServerStreamingCall(method, host, Own(options, StreamLimit), request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        inner.AsyncClientStreamingCall(method, host, Own(options, StreamLimit));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        inner.AsyncDuplexStreamingCall(method, host, Own(options, StreamLimit));

    private CallOptions Own(CallOptions options, TimeSpan limit)
    {
        Calls++;
        var http = context.HttpContext ?? throw new InvalidOperationException("A page's call needs its request.");
        var token = http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.GetTokenValue("access_token");
        var headers = new Metadata();
        foreach (var header in options.Headers ?? [])
            headers.Add(header);
        headers.Add("authorization", $"Bearer {token}");
        return options.WithHeaders(headers).WithDeadline(DateTime.UtcNow + limit).WithCancellationToken(http.RequestAborted);
    }
}
