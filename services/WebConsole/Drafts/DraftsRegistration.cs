namespace OrdreCouncils.WebConsole.Drafts;

internal static class DraftsRegistration
{
    public static void AddDrafts(this WebApplicationBuilder builder) => builder.Services.AddSingleton<DraftStore>();
}
