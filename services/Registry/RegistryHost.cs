using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry;

/// <summary>The Registry service: its wiring, on one page.</summary>
public static class RegistryHost
{
    /// <param name="args">Command line.</param>
    /// <param name="overrides">Set by whoever hosts the service in its own process.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = ServiceHost.CreateBuilder("registry", typeof(RegistryHost), args, overrides);

        var app = builder.BuildService(overrides);
        return app;
    }
}
