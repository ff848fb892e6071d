using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Complaints;

internal static class ComplaintsRegistration
{
    public static void AddComplaints(this WebApplicationBuilder builder) => builder.AddContract<ComplaintsGrpc>();
}
