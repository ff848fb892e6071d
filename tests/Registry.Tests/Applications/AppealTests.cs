using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>The application is refused, and the applicant notified, on Sunday 15 March 2026.</summary>
public sealed class AppealTests
{
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task Appeals_UpToTheConseilDEtat_EachHasItsTime(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.RefusedAsync();

        var regional = await path.LodgeAsync(AppealLevel.Regional);
        Assert.Equal(ApplicationState.Appealed, regional.State);
        // Two months from 15 March: Friday 15 May.
        Assert.Equal(RegistryApp.Date(2026, 5, 15), regional.Appeals.Single().RulingTime.LastDay);
        app.GoTo(Today.AddDays(30));
        var dismissed = await path.RuleAsync(AppealLevel.Regional, AppealOutcome.Dismissed);
        // Thirty days from 14 April end on Thursday 14 May, Ascension Day, so the limit moves to Friday 15.
        Assert.Equal((AppealLevel.National, RegistryApp.Date(2026, 5, 15)), (dismissed.Appeals[^1].Level, dismissed.Appeals[^1].Time.LastDay));
        await path.LodgeAsync(AppealLevel.National);
        var last = await path.RuleAsync(AppealLevel.National, AppealOutcome.Dismissed);
        // Two clear months from 14 April: Monday 15 June.
        Assert.Equal((AppealLevel.StateCouncil, RegistryApp.Date(2026, 6, 15)), (last.Appeals[^1].Level, last.Appeals[^1].Time.LastDay));
        Assert.Equal(ApplicationState.Refused, last.State);
        Assert.Equal(RegistrationStatus.NoRecord, (await app.VerifyAsync(ApplicationPath.Rpps)).Status);
    }

    [Theory, Engines]
    public async Task RecordAppealOutcome_Granted_EntersThePhysicianOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.RefusedAsync();
        await path.LodgeAsync(AppealLevel.Regional);
        app.GoTo(Today.AddDays(20));
        var ruling = path.Ruling(AppealLevel.Regional, AppealOutcome.Granted, Today.AddDays(20));
        var registrar = await path.AsAsync("cnom-registre");

        var granted = await registrar.RecordAppealOutcomeAsync(ruling);

        Assert.Equal(granted, await registrar.RecordAppealOutcomeAsync(ruling));
        Assert.Equal(ApplicationState.GrantedOnAppeal, granted.Application.State);
        Assert.True((await app.VerifyAsync(ApplicationPath.Rpps)) is { Registered: true, MayPractise: true });
        Assert.Equal("75", (await app.GetAsync(ApplicationPath.Rpps)).Council);
        Assert.Equal(1, await app.CountAsync("registration_facts"));
    }

}
