using OrdreCouncils.Discipline.Affairs;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Decisions;
using OrdreCouncils.Discipline.Enforcement;
using OrdreCouncils.Discipline.Referrals;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Outbox;

namespace OrdreCouncils.Discipline;

/// <summary>The Discipline service: its wiring, on one page.</summary>
public static class DisciplineHost
{
    /// <param name="args">Command line.</param>
    /// <param name="overrides">Set by whoever hosts the service in its own process.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = ServiceHost.CreateBuilder("discipline", typeof(DisciplineHost), args, overrides);

        builder.Services.AddServiceClient<PhysiciansService.PhysiciansServiceClient>(builder.Configuration, "registry");
        builder.Services.AddServiceClient<SanctionsService.SanctionsServiceClient>(builder.Configuration, "registry");
        builder.Services.AddSingleton<IRegisterLookup, RegisterLookup>();
        builder.Services.AddOutboxDelivery<RecordSanctionRequest, SanctionDelivery>();
        builder.Services.AddSingleton<EnforcementWork>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<EnforcementWork>());

        builder.AddContract<AffairsGrpc>();
        builder.AddContract<CasesGrpc>();
        builder.AddContract<ReferralsGrpc>();
        builder.AddContract<DecisionsGrpc>();

        return builder.BuildService(overrides);
    }
}
