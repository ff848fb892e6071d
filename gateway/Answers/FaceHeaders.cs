using OrdreCouncils.Gateway.Routes;

namespace OrdreCouncils.Gateway.Answers;

/// <summary>Adds security headers to HTTP answers. A header that the service set stays.</summary>
internal sealed class FaceHeaders(RequestDelegate next)
{
    private static readonly (string Name, string Value)[] Defaults =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ];

    public Task InvokeAsync(HttpContext http)
    {
        if (!http.IsGrpcCall())
        {
            http.Response.OnStarting(static state =>
            {
                var headers = ((HttpResponse)state).Headers;
                foreach (var (name, value) in Defaults)
                    headers.TryAdd(name, value);
                return Task.CompletedTask;
            }, http.Response);
        }

        return next(http);
    }
}
