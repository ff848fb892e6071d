namespace Grpc.Core.Interceptors;

/// <summary>A call on its way out. To change it, an interceptor passes a new context on.</summary>
public struct ClientInterceptorContext<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
    where TRequest : class
    where TResponse : class
{
    public Method<TRequest, TResponse> Method { get; } = method;

    /// <summary>Another authority for this call; null for the channel's own.</summary>
    public string? Host { get; } = host;

    public CallOptions Options { get; } = options;
}
