using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.WebConsole.Hosting;

namespace OrdreCouncils.WebConsole.Platform;

internal static class PlatformRegistration
{
    public static void AddPlatform(this WebApplicationBuilder builder, ConsoleOptions console)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddSingleton<Permissions>();
        services.AddSingleton(ServiceChannel.Open(console.Gateway, new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        }));
        services.AddScoped<PersonInvoker>();
        services.AddScoped<Viewer>();
        services.AddScoped<Colleagues>();
        // A client of the other desk's services is not even registered.
        if (console.Desk == ConsoleOptions.Entraide)
            return;
        Add(invoker => new AuditService.AuditServiceClient(invoker));
        Add(invoker => new DirectoryService.DirectoryServiceClient(invoker));
        Add(invoker => new PhysiciansService.PhysiciansServiceClient(invoker));
        Add(invoker => new RegistrationsService.RegistrationsServiceClient(invoker));
        Add(invoker => new RestrictionsService.RestrictionsServiceClient(invoker));
        Add(invoker => new ApplicationsService.ApplicationsServiceClient(invoker));
        Add(invoker => new AttestationsService.AttestationsServiceClient(invoker));
        Add(invoker => new DuplicatesService.DuplicatesServiceClient(invoker));
        Add(invoker => new DemographyService.DemographyServiceClient(invoker));
        Add(invoker => new CasesService.CasesServiceClient(invoker));
        Add(invoker => new ComplaintsService.ComplaintsServiceClient(invoker));
        Add(invoker => new ConciliationsService.ConciliationsServiceClient(invoker));
        Add(invoker => new DeliberationsService.DeliberationsServiceClient(invoker));
        Add(invoker => new ReferralsService.ReferralsServiceClient(invoker));
        Add(invoker => new InstructionsService.InstructionsServiceClient(invoker));
        Add(invoker => new HearingsService.HearingsServiceClient(invoker));
        Add(invoker => new DecisionsService.DecisionsServiceClient(invoker));
        Add(invoker => new RemediesService.RemediesServiceClient(invoker));
        Add(invoker => new OwnCasesService.OwnCasesServiceClient(invoker));
        Add(invoker => new AffairsService.AffairsServiceClient(invoker));
        Add(invoker => new AffairListsService.AffairListsServiceClient(invoker));

        void Add<TClient>(Func<CallInvoker, TClient> client)
            where TClient : ClientBase<TClient> => services.AddScoped(provider => client(provider.GetRequiredService<PersonInvoker>()));
    }
}
