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
    public async Task RecordStep_Expertise_MovesTheLastDay(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();

        var expertise = await path.StepAsync(request => request.ExpertiseOrdered = new ExpertiseOrdered());
        // Five months end on Saturday 15 August, a holiday, so the limit moves to Monday 17.
        Assert.Equal(RegistryApp.Date(2026, 8, 17), expertise.DecisionTime.LastDay);
    }

    [Theory, Engines]
    public async Task RecordStep_EnquiryAbroad_GivesSixMonthsThatAnExpertiseDoesNotExtend(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();

        var enquiry = await path.StepAsync(
            request => request.EnquiryOrdered = new EnquiryOrdered { Nationality = "CA", ToldOn = RegistryApp.Date(2026, 3, 15) });
        Assert.Equal((RegistryApp.Date(2026, 9, 15), "registration-decision-enquiry"), (enquiry.DecisionTime.LastDay, enquiry.DecisionTime.Rule));
        Assert.Equal(("CA", RegistryApp.Date(2026, 3, 15)), (enquiry.Enquiry.Nationality, enquiry.Enquiry.ToldOn));

        var expertise = await path.StepAsync(request => request.ExpertiseOrdered = new ExpertiseOrdered());
        Assert.Equal(RegistryApp.Date(2026, 9, 15), expertise.DecisionTime.LastDay);
    }

    [Theory, OneEngine("2026-04-15", false), OneEngine("2026-04-16", true)]
    public async Task RecordStep_Acknowledgement_ShowsWhetherItCameWithinOneMonth(SqlEngine engine, string on, bool late)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        var submitted = await path.SubmitAsync();
        Assert.Equal((RegistryApp.Date(2026, 4, 15), null), (submitted.Acknowledgement.Time.LastDay, submitted.Acknowledgement.AcknowledgedOn));
        app.GoTo(DateOnly.Parse(on));

        var acknowledged = (await path.StepAsync(
            request => request.ReceiptAcknowledged = new ReceiptAcknowledged { Missing = { ApplicationDocument.Contracts }, Further = "Curriculum vitae" },
            DateOnly.Parse(on))).Acknowledgement;

        Assert.Equal((late, "Curriculum vitae", ApplicationDocument.Contracts), (acknowledged.Late, acknowledged.Further, acknowledged.Missing.Single()));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            (await path.AsAsync("cdom-75")).RecordStepAsync(path.Step(step => step.ReceiptAcknowledged = new ReceiptAcknowledged(), DateOnly.Parse(on))));
    }

    [Theory, OneEngine]
    public async Task RecordStep_NamesInDecomposedLetters_AreKeptComposed(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();

        await path.StepAsync(request => request.RapporteurAppointed = new RapporteurAppointed { Rapporteur = " Dr Gue\u0301rin " });

        Assert.Equal("Dr Guérin", path.Now.Rapporteur);
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
        Assert.Equal(ApplicationState.Submitted, (await path.SubmitAsync()).State);
    }
}
