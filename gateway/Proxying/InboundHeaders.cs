using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>Removes headers that only the platform may set.</summary>
internal sealed class InboundHeaders(RequestDelegate next)
{
    private static readonly string[] Names = ["Forwarded", "X-Real-IP", OnBehalfOf.Header];
    private static readonly string[] Prefixes = ["X-Forwarded-", "X-Original-", "X-Envoy-"];

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        foreach (var name in Names)
            headers.Remove(name);

        List<string>? claimed = null;
        foreach (var (name, _) in headers)
        {
            if (name.StartsWith("X-", StringComparison.OrdinalIgnoreCase)
                && Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                (claimed ??= []).Add(name);
        }

        foreach (var name in claimed ?? [])
            headers.Remove(name);
        return next(http);
    }
}
