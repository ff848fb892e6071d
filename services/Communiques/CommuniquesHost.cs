using OrdreCouncils.Communiques.Office;
using OrdreCouncils.Communiques.Pages;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Communiques;

/// <summary>The Communiqués service: its wiring, on one page.</summary>
public static class CommuniquesHost
{
    /// <param name="args">Command line.</param>
    /// <param name="overrides">Set by whoever hosts the service in its own process.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = ServiceHost.CreateBuilder("communiques", typeof(CommuniquesHost), args, overrides);
        var pages = builder.Configuration.GetSection(PublicPagesOptions.Section).Get<PublicPagesOptions>() ?? new PublicPagesOptions();
        Settings.Validate(pages, PublicPagesOptions.Section);
        builder.Services.AddSingleton(pages);
        builder.Services.AddSingleton<PublicPages>();
        builder.Services.AddSingleton<PublicationWork>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<PublicationWork>());

        builder.AddContract<CommuniquesGrpc>();

        var app = builder.BuildService(overrides);
        app.Services.GetRequiredService<PublicPages>().Map(app);
        return app;
    }
}
