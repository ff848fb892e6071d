using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry.Numbers;

internal static class NumbersRegistration
{
    public static void AddNumbers(this WebApplicationBuilder builder) => builder.AddContract<NumbersGrpc>();
}
