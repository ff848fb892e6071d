using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Applications;

/// <summary>A president signs the decision that the page shows.</summary>
[Calls("registry/ApplicationsService/SignDecision")]
[Calls("registry/ApplicationsService/GetApplication")]
internal sealed class SignApplicationDecisionAct(ApplicationsService.ApplicationsServiceClient applications) : ApplicationAct(applications)
{
    public override string Name => "signer-decision-inscription";

    public override string Title => "Signer la décision sur la demande";

    public override string SendLabel => "Signer la décision";

    protected override IReadOnlyList<ApplicationState> States => [ApplicationState.DecisionPrepared];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "Une inscription est au tableau à la signature ; un refus ouvre un recours de trente jours (CSP L.4112-4).",
        "La décision est notifiée dans la semaine (CSP R.4112-4).",
        "Cette signature ne se défait pas.",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request) => Done("La décision est signée", (await Applications.SignDecisionAsync(
        new SignDecisionRequest { RequestId = request.RequestId, ApplicationId = request.Record, Etag = request.Etag })).Application);

    protected override ActSubject Complete(Application application, ActSubject subject) => subject with
    {
        Facts = application.Decision is { } decision
            ? [
                new Line("Décision", decision.Accepted ? "Inscription" : "Refus, dont le motif se lit à part"),
                new Line("Séance du", Dates.Of(decision.SessionOn)),
                new Line("Préparée par", decision.PreparedBy),
            ]
            : [],
    };
}
