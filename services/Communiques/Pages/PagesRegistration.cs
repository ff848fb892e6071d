using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.Communiques.Pages;

internal static class PagesRegistration
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(PublicPagesOptions.Section).Get<PublicPagesOptions>() ?? new PublicPagesOptions();
        Settings.Validate(options, PublicPagesOptions.Section);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<PublicPages>();
    }

    public static void MapPages(this WebApplication app) => app.Services.GetRequiredService<PublicPages>().Map(app);
}
