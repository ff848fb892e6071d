using Microsoft.AspNetCore.Http.Features;
using OrdreCouncils.Gateway.Answers;
using OrdreCouncils.Gateway.Limits;
using OrdreCouncils.Gateway.Routes;

namespace OrdreCouncils.Gateway.Proxying;

internal sealed class RequestChecks(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var route = RouteFacts.Of(http)!;
        if (route.IsGrpc && !(http.IsGrpcCall() && HttpProtocol.IsHttp2(http.Request.Protocol)))
            return Refusal.NotGrpc.WriteAsync(http);

        if (route.MaxBody is { } limit)
        {
            if (http.Request.ContentLength > limit)
                return Refusal.BodyTooLarge(limit).WriteAsync(http);
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { } bound)
                http.Features.Set<IHttpMaxRequestBodySizeFeature>(new KeptBodyLimit(bound) { MaxRequestBodySize = limit });
        }

        return next(http);
    }
}
