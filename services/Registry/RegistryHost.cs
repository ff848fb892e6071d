using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Applications;
using OrdreCouncils.Registry.Attestations;
using OrdreCouncils.Registry.CivilStatus;
using OrdreCouncils.Registry.Demography;
using OrdreCouncils.Registry.Duplicates;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.Registry.Fhir;
using OrdreCouncils.Registry.Imports;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.Registry.Registrations;
using OrdreCouncils.Registry.Restrictions;
using OrdreCouncils.Registry.Sanctions;
using OrdreCouncils.Registry.Search;
using OrdreCouncils.Registry.Snapshots;
using OrdreCouncils.Registry.Verification;
using OrdreCouncils.Registry.WatchLists;
using OrdreCouncils.Registry.Webhooks;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Registry;

/// <summary>The Registry service: its wiring, on one page.</summary>
public static class RegistryHost
{
    /// <param name="args">Command line.</param>
    /// <param name="overrides">Set by whoever hosts the service in its own process.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = ServiceHost.CreateBuilder("registry", typeof(RegistryHost), args, overrides);
        builder.AddSecrets(SealPurposes.Application);
        builder.Services.Configure<RegistryOptions>(builder.Configuration.GetSection(RegistryOptions.Section));
        builder.Services.AddSingleton(services => new RppsPolicy(services.GetRequiredService<IOptions<RegistryOptions>>().Value.AcceptFictitiousRpps));
        builder.Services.AddTwoLevelCache<RegisterEntry>(builder.Configuration);
        builder.Services.AddSingleton<RegisterEntries>();
        builder.Services.AddSingleton<PhysicianDesk>();
        builder.Services.AddSingleton<EntryDesk>();
        builder.Services.AddSingleton<ApplicationDesk>();
        builder.Services.AddSingleton<SilenceWork>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SilenceWork>());
        builder.Services.AddSingleton<DeferredIndexes>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DeferredIndexes>());
        builder.Services.AddSingleton<EntryLists>();
        builder.Services.AddSingleton<IndexKeeper>();
        builder.Services.AddHostedService(services => services.GetRequiredService<IndexKeeper>());
        builder.Services.AddSingleton<SearchDesk>();
        builder.AddFeed();
        builder.AddWatchLists();
        builder.AddWebhooks();

        var attestations = builder.Configuration.GetSection(AttestationOptions.Section).Get<AttestationOptions>() ?? new AttestationOptions();
        Settings.Validate(attestations, AttestationOptions.Section);
        builder.Services.AddSingleton(attestations);
        builder.Services.AddSingleton(new SigningKeys(attestations));
        builder.Services.AddSingleton<AttestationPages>();

        builder.AddFhir();

        builder.AddContract<PhysiciansGrpc>();
        builder.AddContract<ApplicationsGrpc>();
        builder.AddContract<RegistrationsGrpc>();
        builder.AddContract<RestrictionsGrpc>();
        builder.AddContract<SanctionsGrpc>();
        builder.AddContract<RegisterImportsGrpc>();
        builder.AddContract<VerificationGrpc>();
        builder.AddContract<RegisterChangesGrpc>();
        builder.AddContract<DuplicatesGrpc>();
        builder.AddContract<WatchListsGrpc>();
        builder.AddContract<WebhooksGrpc>();
        builder.AddContract<AttestationsGrpc>();
        builder.AddContract<SnapshotsGrpc>();
        builder.AddContract<CivilStatusGrpc>();
        builder.AddContract<DemographyGrpc>();

        var app = builder.BuildService(overrides);
        app.Services.GetRequiredService<AttestationPages>().Map(app);
        app.MapFhir();
        return app;
    }
}
