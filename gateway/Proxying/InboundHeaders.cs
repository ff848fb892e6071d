using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>Takes away what only the platform itself may say: where a request came from, and for whom a service acts.</summary>
internal sealed class InboundHeaders(RequestDelegate next)
{
    private static readonly string[] Names = ["Forwarded", "X-Real-IP", OnBehalfOf.Header];
    private static readonly string[] Prefixes = ["X-Forwarded-", "X-Original-", "X-Envoy-"];

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        foreach (var name in Names)
            headers.Remove(name);
        foreach (var name in headers.Keys.Where(name => Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToArray())
            headers.Remove(name);
        return next(http);
    }
}
