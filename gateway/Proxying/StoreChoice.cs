using OrdreCouncils.Gateway.Answers;
using OrdreCouncils.Gateway.Routes;
using Yarp.ReverseProxy;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>Chooses the service by a header on routes whose RPCs every service offers for its own store. Not a header match of the router: a request with
/// two values would match two routes, and the router throws before any limit counts the request.</summary>
internal sealed class StoreChoice(RequestDelegate next, IProxyStateLookup proxy)
{
    public const string Header = "ordre-store";

    public Task InvokeAsync(HttpContext http)
    {
        if (RouteFacts.Of(http)!.Stores is not { Count: > 0 } stores)
            return next(http);
        if (http.Request.Headers[Header] is not [{ } store] || !stores.Contains(store) || !proxy.TryGetCluster(store, out var cluster))
            return Refusal.WhichStore(Header, stores).WriteAsync(http);
        http.ReassignProxyRequest(cluster);
        return next(http);
    }
}
