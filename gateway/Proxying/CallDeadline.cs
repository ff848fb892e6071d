using OrdreCouncils.Gateway.Routes;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>Ends a call at its deadline even when its service does not. A gRPC call without a deadline gets that of its route.</summary>
internal sealed class CallDeadline(RequestDelegate next)
{
    /// <summary>Time for the service to answer DEADLINE_EXCEEDED itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext http)
    {
        var route = RouteFacts.Of(http)!;
        var limit = route.Deadline;
        if (route.IsGrpc)
        {
            if (GrpcTimeout.Read(http.Request.Headers[GrpcTimeout.Header]) is { } asked)
                limit = asked;
            else if (limit is { } given)
                http.Request.Headers[GrpcTimeout.Header] = GrpcTimeout.Write(given);
        }

        if (limit is null)
        {
            await next(http);
            return;
        }

        var client = http.RequestAborted;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(client);
        timer.CancelAfter(limit.Value + Grace);
        http.RequestAborted = timer.Token;
        http.Features.Set(new Clock(timer.Token, client));
        try
        {
            await next(http);
        }
        finally
        {
            http.RequestAborted = client;
        }
    }

    public static bool Passed(HttpContext http) =>
        http.Features.Get<Clock>() is { Timer.IsCancellationRequested: true, Client.IsCancellationRequested: false };

    private sealed record Clock(CancellationToken Timer, CancellationToken Client);
}
