using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>CSP R.4112-2, IV: no refusal without a letter sent at least fifteen days before the meeting. The application came twenty days ago.</summary>
public sealed class SummonsTests
{
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task Refusal_SummonedFifteenDaysBefore_ShowsTheLetterAndItsLastDay(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = await ReceivedAsync(app);

        var summons = (await path.SummonAsync(Today.AddDays(-15), Today)).Summons;
        var refused = await path.DecideAsync(false, RefusalGround.MoralityOrIndependence);

        Assert.Equal((RegistryApp.Date(2026, 2, 28), RegistryApp.Date(2026, 3, 15)), (summons.SentOn, summons.MeetingOn));
        Assert.Equal(("refusal-hearing", RegistryApp.Date(2026, 2, 28)), (summons.Time.Rule, summons.Time.LastDay));
        Assert.Equal("CSP art. R.4112-2, IV", summons.Time.Steps[0].Article);
        Assert.Equal((ApplicationState.Refused, summons), (refused.State, refused.Summons));
    }

    [Theory, OneEngine]
    public async Task Refusal_WithoutASummonsOrWithALateOne_IsRefused(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = await ReceivedAsync(app);
        var clerk = await path.AsAsync("cdom-75");

        await NotSummonedAsync();
        await path.SummonAsync(Today.AddDays(-14), Today);
        await NotSummonedAsync();
        Assert.Equal(0, await app.CountAsync("application_drafts"));
        // An acceptance needs no summons, and a later summons replaces the first.
        await clerk.PrepareDecisionAsync(path.Draft(accepted: true));
        await path.ReadAsync();
        await path.SummonAsync(Today.AddDays(-14), Today.AddDays(1));
        await Faults.InvalidAsync(clerk.PrepareDecisionAsync(path.Draft(false, RefusalGround.Infirmity)), "session_on");
        await Faults.InvalidAsync(
            clerk.RecordStepAsync(path.Step(step => step.ApplicantSummoned = new ApplicantSummoned { MeetingOn = Today.AddDays(-1).ToProto() })),
            "applicant_summoned.meeting_on");
        await Faults.InvalidAsync(
            clerk.RecordStepAsync(path.Step(step => step.ApplicantSummoned = new ApplicantSummoned())), "applicant_summoned.meeting_on");

        Task NotSummonedAsync() => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, RegistryReasons.ApplicantNotSummoned,
            clerk.PrepareDecisionAsync(path.Draft(false, RefusalGround.Infirmity)));
    }

    [Theory, OneEngine]
    public async Task Refusal_MeetingPutOffAfterTheDraft_IsNotSigned(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = await ReceivedAsync(app);
        await path.SummonAsync(Today.AddDays(-15), Today);
        await (await path.AsAsync("cdom-75")).PrepareDecisionAsync(path.Draft(false, RefusalGround.Infirmity));
        await path.ReadAsync();
        await path.SummonAsync(Today, Today.AddDays(15));

        await Faults.InvalidAsync((await path.AsAsync("cdom-75-president")).SignDecisionAsync(path.Signature()), "session_on");
    }

    private static async Task<ApplicationPath> ReceivedAsync(RegistryApp app)
    {
        var path = new ApplicationPath(app) { ReceivedOn = Today.AddDays(-20) };
        await path.CompleteAsync();
        return path;
    }
}
