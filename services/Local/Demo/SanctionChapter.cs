using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.V1;
using RecordNotificationRequest = OrdreCouncils.Protos.Discipline.V1.RecordNotificationRequest;

namespace OrdreCouncils.Local.Demo;

/// <summary>A ban reaches the register, leaves it for an appeal that was lodged in time and typed late, and comes back as the national chamber fixes
/// it.</summary>
internal static class SanctionChapter
{
    public static async Task TellAsync(Story story, string caseId, string rpps)
    {
        story.Chapter(4, "A decision: ban of six months, three of them suspended");
        var chamber = await story.AsAsync<DecisionsService.DecisionsServiceClient>("chambre-ile-de-france");
        var decision = (await chamber.RecordDecisionAsync(new RecordDecisionRequest
        {
            RequestId = Story.NewRequestId(),
            CaseId = caseId,
            Sanction = Sanction.BanFromPractice,
            DurationMonths = 6,
            SuspendedMonths = 3,
            DecidedOn = Dates.Proto(story.Today),
            NotifiedOn = Dates.Proto(story.Today),
            FarthestResidence = Residence.Metropolitan,
        })).Decision;
        foreach (var step in decision.AppealTime.Steps)
            story.Say($"{Dates.Show(step.Date)}  {step.Text} ({step.Article})");

        var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
        var before = await register.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps });
        story.Check(before.Registration is { MayPractise: true, Restrictions.Count: 0 }, "while an appeal is possible the register shows no ban");

        var enforceable = Dates.Civil(decision.EnforceableOn);
        story.Platform.Clock.AdvanceTo(Dates.NoonInParis(enforceable));
        await ShownAsync(story, register, rpps, enforceable, enforceable.AddMonths(3).AddDays(-1));
        await VoidAsync(story, rpps);
        await AppealAsync(story, register, decision, rpps);
    }

    private static async Task ShownAsync(Story story, PhysiciansService.PhysiciansServiceClient register, string rpps, DateOnly first, DateOnly last)
    {
        var shown = await Story.EventuallyAsync(() => AskAsync(register, rpps), answer => answer.Restrictions.Count > 0);
        story.Check(
            shown is { Registered: true, MayPractise: false } && shown.Restrictions.Count == 1
            && Dates.Civil(shown.Restrictions[0].EffectiveOn) == first && Dates.Civil(shown.Restrictions[0].EndsOn) == last,
            $"on {story.Today:d MMMM yyyy} the register shows the ban to cnam, from {first:d MMMM} until {last:d MMMM yyyy}");
    }

    private static async Task VoidAsync(Story story, string rpps)
    {
        if (story.Attestation is not { } attestation)
            return;
        story.Check(
            !(await story.SearchAsPublicAsync(attestation)).Contains(rpps, StringComparison.Ordinal),
            "the public search of physicians in practice no longer shows the physician");
        var page = await story.Http.GetStringAsync(new Uri(attestation.Page, UriKind.Relative));
        story.Check(page.Contains("Caduque", StringComparison.Ordinal), "the attestation of registration issued before is void, and its page says so");
    }

    private static async Task AppealAsync(Story story, PhysiciansService.PhysiciansServiceClient register, Decision decision, string rpps)
    {
        story.Chapter(5, "An appeal of the last day, typed after the ban has begun");
        var national = await story.AsAsync<DecisionsService.DecisionsServiceClient>("chambre-nationale");
        await national.RecordAppealAsync(new RecordAppealRequest
        {
            RequestId = Story.NewRequestId(),
            DecisionId = decision.DecisionId,
            Appellant = Appellant.Practitioner,
            LodgedOn = decision.LastDayOfAppeal,
            ReceivedOn = Dates.Proto(story.Today),
        });
        var suspended = await Story.EventuallyAsync(() => AskAsync(register, rpps), answer => answer.Restrictions.Count == 0);
        story.Check(suspended is { MayPractise: true, Restrictions.Count: 0 }, "the appeal suspends the decision: the ban leaves the register at once");

        var first = story.Today.AddDays(10);
        var judged = (await national.RecordFurtherDecisionAsync(new RecordFurtherDecisionRequest
        {
            RequestId = Story.NewRequestId(),
            DecisionId = decision.DecisionId,
            Kind = DecisionKind.Appeal,
            Outcome = DecisionOutcome.Replaces,
            Sanction = Sanction.BanFromPractice,
            DurationMonths = 1,
            DecidedOn = Dates.Proto(story.Today),
            ExecutesFrom = Dates.Proto(first),
        })).Decision;
        var final = (await national.RecordNotificationAsync(new RecordNotificationRequest
        {
            RequestId = Story.NewRequestId(),
            DecisionId = judged.DecisionId,
            Addressee = Addressee.Practitioner,
            SentOn = Dates.Proto(story.Today),
            Outcome = NotificationOutcome.Served,
            OutcomeOn = Dates.Proto(story.Today),
            TimeLimitStated = true,
        })).Decision;
        story.Check(
            final is { Stands: true, FinalOn: not null, Ineligibility.ForLife: true },
            "the national chamber reduces the ban to one month and fixes its first day; its decision is final once the practitioner is notified");

        story.Platform.Clock.AdvanceTo(Dates.NoonInParis(first));
        var last = first.AddMonths(1).AddDays(-1);
        await ShownAsync(story, register, rpps, first, last);
        story.Platform.Clock.AdvanceTo(Dates.NoonInParis(last.AddDays(1)));
        story.Check(await AskAsync(register, rpps) is { MayPractise: true, Restrictions.Count: 0 }, "the day after its end the ban is gone");
        story.Check(
            await AskAsync(register, rpps, first.AddDays(10)) is { MayPractise: false, Restrictions.Count: 1 },
            "asked about a day within it, the register still tells the truth");
        story.Check(
            await AskAsync(register, rpps, Dates.Civil(decision.EnforceableOn)) is { MayPractise: true, Restrictions.Count: 0 },
            "and of the days of the first ban it says that none held");
    }

    private static async Task<Registration> AskAsync(PhysiciansService.PhysiciansServiceClient register, string rpps, DateOnly? on = null) =>
        (await register.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps, On = on is { } day ? Dates.Proto(day) : null })).Registration;
}
