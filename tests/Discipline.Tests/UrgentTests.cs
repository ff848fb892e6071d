using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Cases of a chamber that is seised after an emergency suspension (CSP L.4113-14).</summary>
public sealed class UrgentTests
{
    [Theory]
    // Two months from 10 March end on Sunday 10 May.
    [Engines(true, "emergency-suspension-ruling", 5, 11)]
    [Engines(false, "first-instance-decision", 9, 10)]
    public async Task Registration_OfAnUrgentCase_GivesTheChamberTwoMonths(SqlEngine engine, bool urgent, string rule, int month, int day)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.RegisteredAsync(urgent: urgent);

        var next = (await (await app.CasesAsync("cdom-75")).GetCaseAsync(new GetCaseRequest { CaseId = caseId })).Case.NextDeadline;

        Assert.Equal((rule, Requests.Day(2026, month, day), !urgent), (next.Rule, next.LastDay, next.Indicative));
    }

    [Theory, Engines]
    public async Task Decision_OfAnUrgentCase_TellsTheRegisterThatTheEmergencySuspensionEnded(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await app.DecidedAsync(rpps: DisciplineApp.Colleague75);
        var decision = await app.DecidedAsync(request => request.Urgent = true);

        await app.ShownOnAsync(Requests.Day(2026, 3, 10));

        // The relay of the host and that of the test may both deliver it.
        Assert.Equal([(DisciplineApp.Doctor75, decision.DecidedOn)], app.Register.EmergencyRulings.Distinct());
    }
}
