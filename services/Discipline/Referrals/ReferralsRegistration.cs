using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Referrals;

internal static class ReferralsRegistration
{
    public static void AddReferrals(this WebApplicationBuilder builder)
    {
        builder.AddContract<ReferralsGrpc>();
    }
}
