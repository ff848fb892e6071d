using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Registry.Applications;
using OrdreCouncils.Registry.Attestations;
using OrdreCouncils.Registry.CivilStatus;
using OrdreCouncils.Registry.Demography;
using OrdreCouncils.Registry.Duplicates;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.Registry.Fhir;
using OrdreCouncils.Registry.FitnessProcedures;
using OrdreCouncils.Registry.Imports;
using OrdreCouncils.Registry.Numbers;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.PublicPages;
using OrdreCouncils.Registry.PublicSearch;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Registrations;
using OrdreCouncils.Registry.Restrictions;
using OrdreCouncils.Registry.Search;
using OrdreCouncils.Registry.Secrets;
using OrdreCouncils.Registry.Snapshots;
using OrdreCouncils.Registry.Verification;
using OrdreCouncils.Registry.WatchLists;
using OrdreCouncils.Registry.Webhooks;
using OrdreCouncils.ServiceDefaults.Contracts;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Registry;

public static class RegistryHost
{
    /// <param name="overrides">Set by a launcher that hosts the service in its own process.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = ServiceHost.CreateBuilder("registry", typeof(RegistryHost), args, overrides);
        builder.AddSecrets(SealPurposes.Application);
        var options = builder.Configuration.GetSection(RegistryOptions.Section).Get<RegistryOptions>() ?? new RegistryOptions();
        builder.Services.AddSingleton(new RppsPolicy(options.AcceptFictitiousRpps));

        // Kernel: the dated facts of physicians, and the only writer of their persons.
        builder.AddRegister();
        builder.AddPersons();

        // Folders that change the register.
        builder.AddImports();
        builder.AddApplications();
        builder.AddRegistrations();
        builder.AddRestrictions();
        builder.AddFitnessProcedures();
        builder.AddDuplicates();
        builder.AddCivilStatus();

        // Folders that only read it.
        builder.AddVerification();
        builder.AddSearch();
        builder.AddDemography();
        builder.AddPublicPages();
        builder.AddPublicSearch();
        builder.AddAttestations();
        builder.AddSnapshots();
        builder.AddFeed();
        builder.AddNumbers();
        builder.AddWatchLists();
        builder.AddWebhooks();
        builder.AddFhir();
        builder.AddContractReflection();

        var app = builder.BuildService(overrides);
        app.MapSearchPages();
        app.MapAttestationPages();
        app.MapFhir();
        app.MapContractReflection();
        return app;
    }
}
