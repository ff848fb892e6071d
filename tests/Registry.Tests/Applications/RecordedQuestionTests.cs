using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Applications;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>Rows of earlier releases: a question to an authority that extended the time to decide, and days older than the wording of a rule.</summary>
public sealed class RecordedQuestionTests
{
    [Theory, Engines]
    public async Task SilenceWork_QuestionThatExtendedTheTime_CountsItWithoutTheQuestion(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();
        await UpdateAsync(app, "authority = 'Ordine dei Medici', asked_on = '2026-03-20', answered_on = '2026-04-20', due_on = '2026-07-16'");

        await app.App.Host.Services.GetRequiredService<SilenceWork>().RunOnceAsync(default);

        var now = await path.ReadAsync();
        Assert.Equal(RegistryApp.Date(2026, 6, 15), now.DecisionTime.LastDay);
        Assert.Equal(("Ordine dei Medici", RegistryApp.Date(2026, 3, 20), RegistryApp.Date(2026, 4, 20)), (now.Authority, now.AskedOn, now.AnsweredOn));
        var due = await (await path.AsAsync("cdom-75")).ListApplicationsAsync(new ListApplicationsRequest { DueUntil = RegistryApp.Date(2026, 6, 15) });
        Assert.Equal(now.DecisionTime.LastDay, due.Applications.Single().DueOn);
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.application.due_day_counted_again'"));
        await app.App.Host.Services.GetRequiredService<SilenceWork>().RunOnceAsync(default);
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.application.due_day_counted_again'"));
    }

    [Theory, OneEngine]
    public async Task GetApplication_ExpertiseBeforeItsRuleHadAWording_ShowsNoTimeLimit(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();
        await UpdateAsync(app, "received_on = '2014-03-01', complete_on = '2014-03-03', expertise_on = '2014-03-10', due_on = null");

        Assert.Null((await path.ReadAsync()).DecisionTime);
    }

    [Theory, OneEngine]
    public async Task GetApplication_AppealBeforeItsRuleHadAWording_ShowsNoTimeLimit(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.RefusedAsync();
        await path.LodgeAsync(AppealLevel.Regional);
        await UpdateAsync(app, "decided_on = '1999-03-03'");
        await ExecuteAsync(app, "update notices set notified_on = '1999-03-04'");
        await ExecuteAsync(app, "update application_appeals set lodged_on = '1999-03-05'");

        var appeal = (await path.ReadAsync()).Appeals.Single();

        Assert.Equal((null, null), (appeal.Time, appeal.RulingTime));
    }

    private static Task<bool> UpdateAsync(RegistryApp app, string values) => ExecuteAsync(app, $"update applications set {values}");

    private static Task<bool> ExecuteAsync(RegistryApp app, string command) =>
        app.App.Database.WriteAsync(async sql => await sql.ExecuteAsync(command) > 0, default);
}
