namespace OrdreCouncils.Registry.PublicSearch;

internal static class PublicSearchRegistration
{
    public static void AddPublicSearch(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PhysicianFinder>();
        builder.Services.AddSingleton<SearchPages>();
    }

    public static void MapSearchPages(this WebApplication app) => app.Services.GetRequiredService<SearchPages>().Map(app);
}
