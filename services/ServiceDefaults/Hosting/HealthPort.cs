using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>A port without TLS for the probes of the cluster, which have no certificate. It answers /health/live and /health/ready and nothing else.</summary>
internal static class HealthPort
{
    private static readonly object Mark = new();

    public static void ForHealthOnly(this Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions port)
    {
        port.Protocols = HttpProtocols.Http1;
        port.Use(next => connection =>
        {
            connection.Items[Mark] = Mark;
            return next(connection);
        });
    }

    public static void UseHealthPort(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Mark) != true || http.Request.Path.StartsWithSegments("/health"))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
