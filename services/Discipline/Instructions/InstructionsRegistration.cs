using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Instructions;

internal static class InstructionsRegistration
{
    public static void AddInstructions(this WebApplicationBuilder builder) => builder.AddContract<InstructionsGrpc>();
}
