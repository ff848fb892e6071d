using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrdreCouncils.Gateway.Answers;
using OrdreCouncils.Gateway.Health;
using OrdreCouncils.Gateway.Limits;
using OrdreCouncils.Gateway.Listening;
using OrdreCouncils.Gateway.Proxying;
using OrdreCouncils.Gateway.Routes;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Telemetry;

namespace OrdreCouncils.Gateway;

public static class GatewayHost
{
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(GatewayHost).Assembly.GetName().Name,
            // Otherwise a gateway hosted in the launcher's process would read the launcher's files.
            ContentRootPath = Path.GetDirectoryName(typeof(GatewayHost).Assembly.Location),
        });
        builder.Configuration.AddInMemoryCollection(overrides?.Settings ?? new Dictionary<string, string?>());
        builder.Configuration.AddSecretFiles();
        var routes = RouteFile.Load(builder.Configuration);

        builder.AddListeners();
        builder.AddTokenAuthentication(service: null);
        builder.AddTelemetry("gateway");
        builder.AddCallLimits();
        builder.AddProxy(routes);
        builder.AddGatewayHealth(routes);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ServiceHost.DrainLimit);
        // Door does the work of the authorization middleware, for which the framework would look at each endpoint.
        builder.Services.Configure<RouteOptions>(options => options.SuppressCheckForUnhandledSecurityMetadata = true);
        builder.Services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(730), true));
        overrides?.Services?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseHsts();
        app.UseMiddleware<FaceHeaders>();
        app.UseMiddleware<InboundHeaders>();
        app.UseRouting();
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/grpc.health.v1.Health"), health => health.UseMiddleware<RichStatusMiddleware>());
        app.UseMiddleware<ForgedTokenLimiter>();
        app.UseTokens();
        app.UseMiddleware<QuotaHeaders>();
        app.UseMiddleware<CallLimiter>();
        app.UseMiddleware<AddressLimit>();
        app.UseMiddleware<StreamLimiter>();
        app.UseDoor();
        app.MapGatewayHealth();
        app.MapProxy();
        app.MapWrongMethods(routes);
        app.Map("{**path}", (RequestDelegate)Refusal.NoRoute.WriteAsync).AllowAnonymous().WithOrder(int.MaxValue);
        return app;
    }

    public static GatewayAddresses Addresses(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        return new GatewayAddresses(addresses[0], addresses[1], addresses.ElementAtOrDefault(2) ?? "");
    }
}
