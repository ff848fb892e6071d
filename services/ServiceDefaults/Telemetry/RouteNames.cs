using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace OrdreCouncils.ServiceDefaults.Telemetry;

/// <summary>Names a request's span by the template of its route: the framework's own spans hold the path only, which <see cref="SpanCleaner"/>
/// removes.</summary>
internal sealed class RouteNames : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static async (http, inner) =>
        {
            await inner(http);
            if (http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } template })
                http.Features.Get<IHttpActivityFeature>()?.Activity.SetTag("http.route", template);
        });
        next(app);
    };
}
