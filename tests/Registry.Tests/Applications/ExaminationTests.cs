using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.Registry.Applications;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

public sealed class ExaminationTests
{
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task RecordStep_FileComplete_StartsThreeMonths(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);

        var application = await path.CompleteAsync();

        Assert.Equal(ApplicationState.Complete, application.State);
        Assert.Equal(RegistryApp.Date(2026, 6, 15), application.DecisionTime.LastDay);
        Assert.Equal("registration-decision", application.DecisionTime.Rule);
        Assert.Contains(application.DecisionTime.Steps, step => step.Article == "CSP art. L.4112-3");
        Assert.Equal("Dr Rapporteur", application.Rapporteur);
    }

    [Theory, Engines]
    public async Task RecordStep_ExpertiseAndAuthority_MoveTheLastDay(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();

        var expertise = await path.StepAsync(request => request.ExpertiseOrdered = new ExpertiseOrdered());
        // Five months end on Saturday 15 August, a holiday: Monday 17.
        Assert.Equal(RegistryApp.Date(2026, 8, 17), expertise.DecisionTime.LastDay);

        // Asked on 15 March, the time limit stops until 15 June at the latest: 92 days from 15 August end on 15 November, a Sunday.
        var asked = await path.StepAsync(request => request.AuthorityAsked = new AuthorityAsked { Authority = "Ordine dei Medici, Roma" });
        Assert.Equal(RegistryApp.Date(2026, 11, 16), asked.DecisionTime.LastDay);

        app.GoTo(Today.AddDays(20));
        var answered = await path.StepAsync(request => request.AuthorityAnswered = new AuthorityAnswered(), Today.AddDays(20));
        // Twenty days from 15 August: Friday 4 September.
        Assert.Equal(RegistryApp.Date(2026, 9, 4), answered.DecisionTime.LastDay);
        Assert.Contains(answered.DecisionTime.Steps, step => step.Text.Contains("suspendu", StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task RecordStep_OutOfTurn_IsRefusedAndWritesNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        var request = ApplicationPath.Submission();
        request.Documents.Remove(ApplicationDocument.Diploma);
        var clerk = await path.AsAsync("cdom-75");
        await clerk.SubmitApplicationAsync(request);
        var id = (await clerk.ListApplicationsAsync(new ListApplicationsRequest())).Applications.Single().ApplicationId;
        RecordStepRequest Step(Action<RecordStepRequest> set, DateOnly? on = null)
        {
            var step = path.Step(set, on);
            step.ApplicationId = id;
            return step;
        }

        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "DOCUMENTS_MISSING", clerk.RecordStepAsync(Step(step => step.FileComplete = new FileComplete())));
        foreach (var early in new Action<RecordStepRequest>[]
        {
            step => step.ExpertiseOrdered = new ExpertiseOrdered(),
            step => step.AuthorityAsked = new AuthorityAsked { Authority = "x" },
            step => step.AuthorityAnswered = new AuthorityAnswered(),
        })
        {
            await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, clerk.RecordStepAsync(Step(early)));
        }

        await Faults.InvalidAsync(clerk.RecordStepAsync(new RecordStepRequest()), "request_id", "application_id", "on", "step");
        await Faults.InvalidAsync(clerk.RecordStepAsync(Step(step => step.RapporteurAppointed = new RapporteurAppointed())), "rapporteur_appointed.rapporteur");
        await Faults.InvalidAsync(clerk.RecordStepAsync(Step(step => step.DocumentsReceived = new DocumentsReceived())), "documents_received.documents");
        await Faults.InvalidAsync(clerk.RecordStepAsync(Step(step => step.FileComplete = new FileComplete(), Today.AddDays(-1))), "on");
        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag,
            clerk.RecordStepAsync(new RecordStepRequest(Step(step => step.FileComplete = new FileComplete())) { Etag = "9" }));
        await Faults.FailsAsync(StatusCode.NotFound, (await path.AsAsync("cdom-62")).RecordStepAsync(Step(step => step.FileComplete = new FileComplete())));
        Assert.Equal(0, await app.CountAsync("audit_entries where kind = 'registry.application.step_recorded'"));

        var received = Step(step => step.DocumentsReceived = new DocumentsReceived { Documents = { ApplicationDocument.Diploma } });
        Assert.Equal(await clerk.RecordStepAsync(received), await clerk.RecordStepAsync(received));
        Assert.Equal(
            ApplicationState.Complete, (await clerk.RecordStepAsync(Step(step => step.FileComplete = new FileComplete()))).Application.State);
    }

    [Theory, Engines]
    public async Task Silence_OnTheLastDay_ChangesNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();

        // The last day ends at midnight in Paris.
        app.App.Clock.AdvanceTo(new DateTimeOffset(2026, 6, 15, 21, 59, 59, TimeSpan.Zero));
        await app.App.Host.Services.GetRequiredService<SilenceWork>().RunOnceAsync(default);

        Assert.Equal(ApplicationState.Complete, (await path.ReadAsync()).State);
    }

    [Theory, Engines]
    public async Task Silence_TheDayAfter_IsRecordedOnceAsAnImplicitRefusal(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await using var replica = await ServiceApp.StartAsync(RegistryHost.Build, app.App.Store, "", RegistryApp.Settings, app.App.Clock);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();
        SilenceWork[] works = [app.App.Host.Services.GetRequiredService<SilenceWork>(), replica.Host.Services.GetRequiredService<SilenceWork>()];

        app.App.Clock.AdvanceTo(new DateTimeOffset(2026, 6, 15, 22, 0, 0, TimeSpan.Zero));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => works[i % 2].RunOnceAsync(default)));

        var refused = await path.ReadAsync();
        Assert.Equal(ApplicationState.ImplicitlyRefused, refused.State);
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.application.refused_by_silence'"));
        Assert.Null(refused.Decision);
        // Thirty days from 16 June 2026.
        Assert.Equal((AppealLevel.Regional, RegistryApp.Date(2026, 7, 16)), (refused.Appeals.Single().Level, refused.Appeals.Single().Time.LastDay));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, (await path.AsAsync("cdom-75")).PrepareDecisionAsync(path.Draft(accepted: true)));
        // A new application is possible.
        Assert.Equal(ApplicationState.Submitted, (await path.SubmitAsync()).State);
    }
}
