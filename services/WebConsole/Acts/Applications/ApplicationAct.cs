using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Applications;

/// <summary>An act on an application for registration, offered on its page while the application is in one of some states.</summary>
internal abstract class ApplicationAct(ApplicationsService.ApplicationsServiceClient applications) : Act
{
    public sealed override ActPlace Place => ActPlace.Application;

    protected ApplicationsService.ApplicationsServiceClient Applications { get; } = applications;

    protected abstract IReadOnlyList<ApplicationState> States { get; }

    public sealed override bool FitsState(string state) => States.Any(one => one.ToString() == state);

    public sealed override async Task<ActSubject> LoadAsync(string record)
    {
        var application = (await Applications.GetApplicationAsync(new GetApplicationRequest { ApplicationId = record })).Application;
        return Complete(application, new ActSubject(
            record, $"{ApplicationWords.Of(application.Kind)} — {application.Identity.FamilyName} {application.Identity.GivenName}", PageOf(record), [])
        {
            Etag = application.Etag,
        });
    }

    protected abstract ActSubject Complete(Application application, ActSubject subject);

    protected static Outcome Done(string done, Application application) => new(done)
    {
        Next = application is { State: ApplicationState.Complete or ApplicationState.DecisionPrepared, DecisionTime: { } time }
            ? [$"État : {ApplicationWords.Of(application.State)}.", $"Dernier jour pour décider : {Dates.Of(time.LastDay)}."]
            : [$"État : {ApplicationWords.Of(application.State)}."],
        Address = PageOf(application.ApplicationId), AddressLabel = "Ouvrir la demande",
    };

    private static string PageOf(string id) => $"/inscriptions/{id}";
}
