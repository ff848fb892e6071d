using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Communiques;

/// <summary>The Communiques service: its wiring, on one page.</summary>
public static class CommuniquesHost
{
    /// <param name="args">Command line.</param>
    /// <param name="overrides">Set by whoever hosts the service in its own process.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = ServiceHost.CreateBuilder("communiques", typeof(CommuniquesHost), args, overrides);

        var app = builder.BuildService(overrides);
        return app;
    }
}
