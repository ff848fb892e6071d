using OrdreCouncils.Communiques.Attachments;
using OrdreCouncils.Communiques.Office;
using OrdreCouncils.Communiques.Pages;
using OrdreCouncils.Communiques.Publications;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Communiques;

public static class CommuniquesHost
{
    /// <param name="overrides">Set by a launcher that hosts the service in its own process.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = ServiceHost.CreateBuilder("communiques", typeof(CommuniquesHost), args, overrides);
        builder.AddSecrets(SealPurposes.Application);
        builder.AddOffice();
        builder.AddAttachments();
        builder.AddPublications();
        builder.AddPages();

        var app = builder.BuildService(overrides);
        app.MapPages();
        return app;
    }
}
