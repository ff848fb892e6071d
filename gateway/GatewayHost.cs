namespace OrdreCouncils.Gateway;

/// <summary>The one door of the platform.</summary>
public static class GatewayHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddReverseProxy();
        var app = builder.Build();
        return app;
    }
}
