using OrdreCouncils.Gateway.Answers;
using OrdreCouncils.Gateway.Limits;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>What a request must be before it is passed on: gRPC where its route is gRPC, and no larger than its route allows.</summary>
internal sealed class RequestChecks(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var route = http.Route()!;
        if (route.IsGrpc() && !(http.IsGrpcCall() && HttpProtocol.IsHttp2(http.Request.Protocol)))
            return Refusal.NotGrpc.WriteAsync(http);

        if (route.MaxRequestBodySize is { } limit)
        {
            if (http.Request.ContentLength > limit)
                return Refusal.BodyTooLarge(limit).WriteAsync(http);
            http.Request.Body = new BoundedBody(http.Request.Body, limit);
        }

        return next(http);
    }
}
