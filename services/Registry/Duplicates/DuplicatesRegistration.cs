using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry.Duplicates;

internal static class DuplicatesRegistration
{
    public static void AddDuplicates(this WebApplicationBuilder builder)
    {
        builder.AddContract<DuplicatesGrpc>();
    }
}
