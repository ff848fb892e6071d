namespace OrdreCouncils.Registry.PublicPages;

internal static class PublicPagesRegistration
{
    public static void AddPublicPages(this WebApplicationBuilder builder) => builder.Services.AddSingleton<PublicRoutes>();
}
