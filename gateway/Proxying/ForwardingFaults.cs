using Microsoft.AspNetCore.Http.Features;
using OrdreCouncils.Gateway.Answers;
using OrdreCouncils.Gateway.Limits;
using OrdreCouncils.Gateway.Routes;
using Yarp.ReverseProxy.Forwarder;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>Answers why a call could not be forwarded, where YARP would answer a bare 502 or reset the stream.</summary>
internal sealed class ForwardingFaults(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (RouteFacts.Of(http)!.IsGrpc && http.Features.Get<IHttpResetFeature>() is { } reset)
            http.Features.Set<IHttpResetFeature>(new EndInsteadOfReset(http, reset));

        await next(http);

        if (!http.Response.HasStarted && Find(http) is { } refusal)
            await refusal.WriteAsync(http);
    }

    private static Refusal? Find(HttpContext http)
    {
        if (http.Features.Get<IForwarderErrorFeature>() is not { } failure)
            return null;
        if (KeptBodyLimit.Exceeded(failure.Exception))
            return Refusal.BodyTooLarge(RouteFacts.Of(http)!.MaxBody!.Value);
        if (CallDeadline.Passed(http))
            return Refusal.DeadlinePassed;
        return failure.Error == ForwarderError.RequestBodyClient ? Refusal.BrokenBody : Refusal.ServiceAway;
    }

    /// <summary>YARP resets an incomplete response with CANCEL, which a gRPC client reports as its own cancellation; this sends a status instead.</summary>
    private sealed class EndInsteadOfReset(HttpContext http, IHttpResetFeature reset) : IHttpResetFeature
    {
        public void Reset(int errorCode)
        {
            if (http.Response.HasStarted && http.Response.SupportsTrailers() && Find(http) is { } refusal)
                GrpcAnswer.End(http.Response, refusal.Fault);
            else
                reset.Reset(errorCode);
        }
    }
}
