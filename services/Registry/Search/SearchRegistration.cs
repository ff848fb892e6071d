using OrdreCouncils.Registry.Index;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Search;

internal static class SearchRegistration
{
    public static void AddSearch(this WebApplicationBuilder builder)
    {
        builder.Services.AddWork<IndexKeeper>();
        builder.Services.AddSingleton<SearchResponder>();
    }
}
