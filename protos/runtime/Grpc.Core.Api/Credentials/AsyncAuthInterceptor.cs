namespace Grpc.Core;

/// <summary>Writes the credentials of one call into <paramref name="metadata"/>.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

/// <summary>The call that asks for credentials.</summary>
public class AuthInterceptorContext
{
    public AuthInterceptorContext(string serviceUrl, string methodName)
        : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    public AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(serviceUrl);
        ArgumentNullException.ThrowIfNull(methodName);
        ServiceUrl = serviceUrl;
        MethodName = methodName;
        CancellationToken = cancellationToken;
    }

    /// <summary>The service's absolute URL, without the method.</summary>
    public string ServiceUrl { get; }

    /// <summary>The method alone.</summary>
    public string MethodName { get; }

    /// <summary>Fires when the call is cancelled.</summary>
    public CancellationToken CancellationToken { get; }
}
