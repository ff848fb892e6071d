using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Communiques.Publications;

internal static class PublicationsRegistration
{
    public static void AddPublications(this WebApplicationBuilder builder)
    {
        builder.Services.AddWork<PublicationWork>();
        builder.Services.AddWork<RenderingWork>();
    }
}
