using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>A decided case of 10 March 2026 with a firm ban of one month, notified on that day to all: its appeal time ends on Thursday 9 April.</summary>
public class ProceedingsTests
{
    [Theory, Engines]
    public async Task Appeal_LodgedInTimeAndTypedLate_TakesTheBanOutOfTheRegister(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        Assert.Equal(
            (RestrictingSanction.BanFromPractice, Day(4, 11), Day(5, 10)), Assert.Single(await app.ShownOnAsync(Day(4, 10))).Value);

        var appealed = await AppealAsync(app, decision, Appellant.Practitioner, Day(4, 9));

        Assert.Null(appealed.EnforcedAt);
        Assert.Empty(appealed.Executions);
        Assert.Empty(await app.ShownOnAsync(Day(4, 12)));
        Assert.Equal(CaseStatus.Appealed, await StatusAsync(app, decision));
    }

    [Theory, Engines]
    public async Task Appeals_OfSeveralPersons_AreAllKept_EachOnce(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        app.GoTo(Day(4, 9));
        await AppealAsync(app, decision, Appellant.Practitioner, Day(3, 20));

        var both = await AppealAsync(app, decision, Appellant.Council, Day(4, 9));

        Assert.Equal([Appellant.Practitioner, Appellant.Council], both.Remedies.Select(remedy => remedy.Appellant));
        Assert.Equal(Day(3, 20), both.Appeal.LodgedOn);
        await RefusedAsync(Reasons.WrongState, (await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Appeal(decision, Appellant.Council, Day(4, 9))));
    }

    [Theory, Engines]
    public async Task Decision_ThatFixesItsPeriod_ShowsThoseDays(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await app.DecidedAsync(request => request.ExecutesFrom = Day(12, 1));

        var shown = Assert.Single(await app.ShownOnAsync(Day(4, 10))).Value;
        Assert.Equal((Day(12, 1), Day(12, 31)), (shown.From, shown.Until));
    }

    [Theory, Engines]
    public async Task NationalDecision_ThatRejectsTheAppeal_ExecutesTheFirstOneFromNewDays(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync(request => request.ExecutesFrom = Day(4, 15));
        await app.ShownOnAsync(Day(4, 10));
        await AppealAsync(app, decision, Appellant.Practitioner, Day(4, 9));

        var national = await FurtherAsync(app, decision.DecisionId, Day(4, 10));

        Assert.Equal(CaseStatus.NationallyDecided, await StatusAsync(app, decision));
        Assert.Equal((Sanction.BanFromPractice, 3, true), (national.Sanction, national.DurationMonths, national.Stands));
        Assert.Empty(await app.ShownOnAsync(Day(4, 20)));
        var told = await NotifyAsync(app, national, Addressee.Practitioner, NotificationOutcome.NotCollected, Day(4, 18));
        Assert.Equal(Day(4, 18), told.FinalOn);
        // The days that the first decision fixed have lost their basis: the day after finality counts.
        Assert.Equal((decision.DecisionId, Day(4, 19), Day(5, 18)), Shown(await app.ShownOnAsync(Day(4, 21))));
        Assert.Equal(CaseStatus.Enforceable, await StatusAsync(app, decision));
        Assert.Equal("cassation", told.Notifications.Single().Time.Rule);
    }

    [Theory, Engines]
    public async Task NationalDecision_ThatReplaces_HasItsOwnSanctionAndPeriod(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await AppealAsync(app, decision, Appellant.Practitioner, Day(3, 10));

        var national = await FurtherAsync(app, decision.DecisionId, Day(3, 10), request => Replaces(request, 2, Day(5, 1)));
        await NotifyAsync(app, national, Addressee.Practitioner, NotificationOutcome.Served, Day(3, 10));

        Assert.Equal((national.DecisionId, Day(5, 1), Day(6, 30)), Shown(await app.ShownOnAsync(Day(3, 11))));
        var all = await ProceedingsAsync(app, decision.CaseId);
        Assert.Equal([DecisionKind.FirstInstance, DecisionKind.Appeal], all.Decisions.Select(one => one.Kind));
        Assert.Equal([false, true], all.Decisions.Select(one => one.Stands));
        await RefusedAsync(
            Reasons.WrongState,
            (await app.DecisionsAsync("chambre-nationale")).RecordFurtherDecisionAsync(Further(decision.DecisionId, Day(3, 11))));
    }

    [Theory, Engines]
    public async Task Notifications_EachAddresseeHasItsClock_AndTheLastOneMakesTheDecisionFinal(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync(request => request.NotifiedOn = null);
        Assert.Null(decision.AppealTime);
        Assert.Equal(
            [Addressee.Practitioner, Addressee.Council, Addressee.Prosecutor, Addressee.HealthAgency, Addressee.NationalCouncil, Addressee.Minister],
            decision.Awaited);
        var open = (await (await app.CasesAsync("cdom-75")).GetCaseAsync(new GetCaseRequest { CaseId = decision.CaseId })).Case.NextDeadline;
        Assert.Equal(("notification", DeadlineActor.Chamber, true), (open.Rule, open.Actor, open.Indicative));
        app.GoTo(Day(3, 20));

        foreach (var addressee in decision.Awaited.Skip(1))
            await NotifyAsync(app, decision, addressee, NotificationOutcome.Received, Day(3, 12));
        var sent = await NotifyAsync(app, decision, Addressee.Practitioner, NotificationOutcome.Unspecified, null);
        Assert.Equal([Addressee.Practitioner], sent.Awaited);
        Assert.Empty(await app.ShownOnAsync(Day(4, 20)));
        var all = await NotifyAsync(app, decision, Addressee.Practitioner, NotificationOutcome.Refused, Day(3, 16));

        // The practitioner's thirty days end on Wednesday 15 April, the others' on Monday 13.
        Assert.Equal(Day(4, 15), all.LastDayOfAppeal);
        Assert.Equal(Day(4, 13), all.Notifications.Single(one => one.Addressee == Addressee.Minister).LastDay);
        Assert.Equal("CSP art. R.4126-44, al. 4 et R.4126-47, al. 2", all.AppealTime.Steps[0].Article);
        await RefusedAsync(
            "APPEAL_OUT_OF_TIME", (await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Appeal(decision, Appellant.Minister, Day(4, 14))));
        await AppealAsync(app, decision, Appellant.Practitioner, Day(4, 15));
        Assert.Equal(CaseStatus.Appealed, await StatusAsync(app, decision));
    }

    [Theory, Engines]
    public async Task Notification_ThatOmitsTheTime_GivesTwoMonths_AndDistanceAddsToIt(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync(request => request.NotifiedOn = null);
        var request = Notify(decision, Addressee.Practitioner, NotificationOutcome.Received, Day(3, 10));
        (request.TimeLimitStated, request.Residence) = (false, Residence.Overseas);

        var told = (await (await app.DecisionsAsync("chambre-ile-de-france")).RecordNotificationAsync(request)).Decision.Notifications.Single();

        Assert.Equal(("appeal-notice-silent", Day(6, 10)), (told.Time.Rule, told.LastDay));
        await RefusedAsync(
            Reasons.WrongState, (await app.DecisionsAsync("chambre-nationale")).RecordNotificationAsync(Notify(decision, Addressee.Author)));
        await Faults.FailsAsync(
            StatusCode.NotFound, (await app.DecisionsAsync("chambre-occitanie")).RecordNotificationAsync(Notify(decision, Addressee.Author)));
        var early = Notify(decision, Addressee.Author);
        early.SentOn = Day(3, 9);
        await Faults.InvalidAsync((await app.DecisionsAsync("chambre-ile-de-france")).RecordNotificationAsync(early), "sent_on");
    }

    [Theory, Engines]
    public async Task Urgent_TheSanctionHoldsFromItsNotification_AndAnAppealDoesNotSuspend(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync(request => request.Urgent = true);
        Assert.Equal((decision.DecisionId, Day(3, 11), Day(4, 10)), Shown(await app.ShownOnAsync(Day(3, 11))));

        await AppealAsync(app, decision, Appellant.Practitioner, Day(3, 11));

        Assert.Single(await app.ShownOnAsync(Day(3, 12)));
        app.GoTo(Day(3, 20));
        var national = await FurtherAsync(app, decision.DecisionId, Day(3, 20));
        Assert.Equal((decision.DecisionId, Day(3, 11), Day(4, 10)), Shown(await app.ShownOnAsync(Day(3, 21))));
        app.GoTo(Day(4, 20));
        var told = await NotifyAsync(app, national, Addressee.Practitioner, NotificationOutcome.Received, Day(4, 20));
        // Served already: becoming final does not make it begin again.
        Assert.Equal((decision.DecisionId, Day(3, 11), Day(4, 10)), Shown(await app.ShownOnAsync(Day(4, 21))));
        Assert.Equal((Day(4, 20), Day(3, 11)), (told.FinalOn, told.EnforceableOn));
    }

    [Theory, Engines]
    public async Task Urgent_TheSanctionDoesNotBeginAgain_WhenItsAppealTimeEnds(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync(request => request.Urgent = true);

        Assert.Equal((decision.DecisionId, Day(3, 11), Day(4, 10)), Shown(await app.ShownOnAsync(Day(4, 11))));
        Assert.Equal(CaseStatus.Enforceable, await StatusAsync(app, decision));
    }

    [Theory, Engines]
    public async Task Opposition_AgainstADecisionByDefault_SuspendsUntilItIsAnswered(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await AppealAsync(app, decision, Appellant.Practitioner, Day(3, 10));
        var national = await FurtherAsync(app, decision.DecisionId, Day(3, 10), request => request.ByDefault = true);
        var told = await NotifyAsync(app, national, Addressee.Practitioner, NotificationOutcome.Received, Day(3, 10));
        Assert.Equal(("opposition", Day(3, 16)), (told.Notifications.Single().OppositionTime.Rule, told.Notifications.Single().OppositionTime.LastDay));
        Assert.Single(await app.ShownOnAsync(Day(3, 17)));
        await RefusedAsync("REMEDY_OUT_OF_TIME", RemedyAsync(app, national, RemedyKind.Opposition, Day(3, 17)));

        await RemedyAsync(app, national, RemedyKind.Opposition, Day(3, 16));

        Assert.Empty(await app.ShownOnAsync(Day(3, 18)));
        Assert.Equal(CaseStatus.Opposed, await StatusAsync(app, decision));
        var answer = await FurtherAsync(
            app, national.DecisionId, Day(3, 18), request => (request.Kind, request.Outcome, request.Sanction) =
                (DecisionKind.Opposition, DecisionOutcome.Replaces, Sanction.Warning));
        var final = await NotifyAsync(app, answer, Addressee.Practitioner, NotificationOutcome.Received, Day(3, 18));
        Assert.Empty(await app.ShownOnAsync(Day(3, 20)));
        Assert.Equal((false, Day(3, 18), Day(3, 17, 2029)), (final.Ineligibility.ForLife, final.Ineligibility.From, final.Ineligibility.Until));
        await RefusedAsync(Reasons.WrongState, RemedyAsync(app, answer, RemedyKind.Opposition, Day(3, 18)));
    }

    [Theory, Engines]
    public async Task Cassation_DoesNotSuspend_AStayDoes_AndItsRestIsServedAfterIt(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (decision, national) = await NationallyAsync(app);
        Assert.Equal((national.DecisionId, Day(3, 11), Day(5, 10)), Shown(await app.ShownOnAsync(Day(3, 12))));
        var pending = await RemedyAsync(app, national, RemedyKind.Cassation, Day(3, 12));
        Assert.Single(await app.ShownOnAsync(Day(3, 31)));
        var remedies = await app.RemediesAsync();
        var stay = new RecordStayRequest { RequestId = Requests.Id(), RemedyId = pending.Remedies.Single().RemedyId, From = Day(3, 31) };

        await remedies.RecordStayAsync(stay);

        Assert.Equal((national.DecisionId, Day(3, 11), Day(3, 30)), Shown(await app.ShownOnAsync(Day(4, 1))));
        // One stay holds at a time.
        await RefusedAsync(
            Reasons.WrongState, remedies.RecordStayAsync(new RecordStayRequest(stay) { RequestId = Requests.Id(), From = Day(4, 1) }));
        app.GoTo(Day(4, 30));
        var outcome = new RecordCassationOutcomeRequest
        {
            RequestId = Requests.Id(), RemedyId = stay.RemedyId, Outcome = CassationOutcome.Rejected, DecidedOn = Day(4, 30),
        };
        var rejected = (await remedies.RecordCassationOutcomeAsync(outcome)).Decision;
        // Twenty of sixty-one days were served before the stay: forty-one remain.
        Assert.Equal(2, (await app.ShownOnAsync(Day(5, 1))).Count);
        Assert.Equal((Day(4, 30), Day(6, 9)), (rejected.Executions[1].From, rejected.Executions[1].Until));
        outcome.RequestId = Requests.Id();
        await RefusedAsync(Reasons.WrongState, remedies.RecordCassationOutcomeAsync(outcome));
        stay.RequestId = Requests.Id();
        await RefusedAsync(Reasons.WrongState, remedies.RecordStayAsync(stay));
        Assert.Equal(CaseStatus.Enforceable, await StatusAsync(app, decision));
    }

    [Theory, Engines]
    public async Task Cassation_ThatSendsTheCaseBack_TakesTheSanctionAwayUntilTheNextDecision(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (decision, national) = await NationallyAsync(app);
        await app.ShownOnAsync(Day(3, 12));
        var pending = await RemedyAsync(app, national, RemedyKind.Cassation, Day(3, 12));
        await (await app.RemediesAsync()).RecordCassationOutcomeAsync(new RecordCassationOutcomeRequest
        {
            RequestId = Requests.Id(), RemedyId = pending.Remedies.Single().RemedyId, Outcome = CassationOutcome.Remanded, DecidedOn = Day(3, 12),
        });

        Assert.Empty(await app.ShownOnAsync(Day(3, 13)));
        Assert.Equal(CaseStatus.Remanded, await StatusAsync(app, decision));
        var again = await FurtherAsync(app, national.DecisionId, Day(3, 13), request =>
        {
            Replaces(request, 1, null);
            request.Kind = DecisionKind.Remand;
        });
        await NotifyAsync(app, again, Addressee.Practitioner, NotificationOutcome.Received, Day(3, 13));
        Assert.Equal((again.DecisionId, Day(3, 14), Day(4, 13)), Shown(await app.ShownOnAsync(Day(3, 14))));
    }

    [Theory, Engines]
    public async Task Revision_ThatIsAdmitted_VoidsTheDecision(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await app.ShownOnAsync(Day(4, 12));
        await RefusedAsync("REMEDY_OUT_OF_TIME", RemedyAsync(app, decision, RemedyKind.Revision, Day(4, 12), Day(2, 9), "chambre-ile-de-france"));
        await RefusedAsync(Reasons.WrongState, RemedyAsync(app, decision, RemedyKind.Revision, Day(4, 12), Day(4, 11), "chambre-nationale"));
        await RemedyAsync(app, decision, RemedyKind.Revision, Day(4, 12), Day(4, 11), "chambre-ile-de-france");
        Assert.Single(await app.ShownOnAsync(Day(4, 13)));

        var revised = await FurtherAsync(
            app, decision.DecisionId, Day(4, 13),
            request => (request.Kind, request.Outcome, request.Sanction) = (DecisionKind.Revision, DecisionOutcome.Replaces, Sanction.Acquittal),
            "chambre-ile-de-france");

        Assert.Empty(await app.ShownOnAsync(Day(4, 14)));
        Assert.Null(revised.Ineligibility);
    }

    [Theory, Engines]
    public async Task Rectification_OpensTheAppealTimeAnew(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await app.ShownOnAsync(Day(4, 10));
        var chamber = await app.RemediesAsync("chambre-ile-de-france");
        var late = Rectify(decision, Day(4, 14));
        await Faults.InvalidAsync(chamber.RecordRectificationAsync(late), "ordered_on", "notified_on");
        app.GoTo(Day(4, 14));
        await RefusedAsync("REMEDY_OUT_OF_TIME", chamber.RecordRectificationAsync(late));
        await RefusedAsync(Reasons.WrongState, (await app.RemediesAsync()).RecordRectificationAsync(Rectify(decision, Day(4, 10))));

        var corrected = (await chamber.RecordRectificationAsync(Rectify(decision, Day(4, 10)))).Decision;

        Assert.Equal(Day(5, 11), corrected.LastDayOfAppeal);
        Assert.Empty(await app.ShownOnAsync(Day(4, 15)));
        Assert.Equal((decision.DecisionId, Day(5, 13), Day(6, 12)), Shown(await app.ShownOnAsync(Day(5, 12))));
        await RefusedAsync(Reasons.WrongState, chamber.RecordRectificationAsync(Rectify(decision, Day(4, 10))));
    }

    [Theory, Engines]
    public async Task InsuranceSanction_OnlyTheStrongerIsExecuted(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await app.ShownOnAsync(Day(4, 12));
        var request = new RecordInsuranceSanctionRequest
        {
            RequestId = Requests.Id(), CaseId = decision.CaseId,
            Sanction = new InsuranceSanction { Kind = InsuranceSanctionKind.Ban, FirmMonths = 2, FinalOn = Day(4, 12) },
        };

        await (await app.RemediesAsync()).RecordInsuranceSanctionAsync(request);

        Assert.Empty(await app.ShownOnAsync(Day(4, 13)));
        Assert.Equal(request.Sanction, (await ProceedingsAsync(app, decision.CaseId)).InsuranceSanction);
        request.RequestId = Requests.Id();
        await RefusedAsync(Reasons.WrongState, (await app.RemediesAsync()).RecordInsuranceSanctionAsync(request));
        request.CaseId = await app.FiledAsync(DisciplineApp.Colleague75);
        await RefusedAsync(Reasons.WrongState, (await app.RemediesAsync()).RecordInsuranceSanctionAsync(request));
    }

    [Theory, Engines]
    public async Task SuspendedPart_FactsWithinFiveYears_IsServedAfterTheNewBan(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        // Notified on the day of the second case's facts, 20 February.
        var first = await app.DecidedAsync(request => request.DecidedOn = request.NotifiedOn = Day(2, 20));
        var pending = Requests.Decide(await app.FiledAsync());
        pending.RevokedDecisionId = first.DecisionId;
        var chamber = await app.DecisionsAsync("chambre-ile-de-france");
        await RefusedAsync("NOT_REVOCABLE", chamber.RecordDecisionAsync(pending));
        await app.ShownOnAsync(Day(4, 1));

        var second = (await chamber.RecordDecisionAsync(pending)).Decision;

        var shown = await app.ShownOnAsync(Day(4, 11));
        Assert.Equal(3, shown.Count);
        Assert.Equal((Day(4, 11), Day(5, 10)), (shown[second.DecisionId].From, shown[second.DecisionId].Until));
        // Two suspended months of the first decision follow.
        Assert.Equal((Day(5, 11), Day(7, 10)), (shown[$"{second.DecisionId}/sursis"].From, shown[$"{second.DecisionId}/sursis"].Until));
        var third = Requests.Decide(await app.FiledAsync());
        third.RevokedDecisionId = first.DecisionId;
        await RefusedAsync("NOT_REVOCABLE", chamber.RecordDecisionAsync(third));
        (third.RevokedDecisionId, third.Sanction, third.DurationMonths, third.SuspendedMonths) = (first.DecisionId, Sanction.Warning, 0, 0);
        await Faults.InvalidAsync(chamber.RecordDecisionAsync(third), "revoked_decision_id");
    }

    [Theory, Engines]
    public async Task Noumea_TheChamberTellsTheLastDay(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var doctor = Physicians.Rpps(9880);
        app.Register.Councils[doctor] = "988";
        var affair = await app.OpenAsync(doctor);
        var prepare = Requests.Prepare(affair.Cases[0].CaseId);
        prepare.Chamber = "nouvelle-caledonie";
        var referral = (await (await app.ReferralsAsync("cdom-988")).PrepareReferralAsync(prepare)).Referral;
        await (await app.ReferralsAsync("cdom-988-president")).SignReferralAsync(Requests.Sign(referral));
        var chamber = await app.DecisionsAsync("chambre-nouvelle-caledonie");
        var request = Requests.Decide(referral.CaseId);
        request.Urgent = true;
        await Faults.InvalidAsync(chamber.RecordDecisionAsync(request), "last_day_of_appeal");
        request.LastDayOfAppeal = Day(5, 11);

        var decision = (await chamber.RecordDecisionAsync(request)).Decision;

        Assert.Equal((null, Day(5, 11)), (decision.AppealTime, decision.LastDayOfAppeal));
        // Every appeal suspends there (CSP L.4441-10).
        Assert.Empty(await app.ShownOnAsync(Day(5, 11)));
        Assert.Equal((decision.DecisionId, Day(5, 13), Day(6, 12)), Shown(await app.ShownOnAsync(Day(5, 12))));
        var elsewhere = Requests.Decide(await app.FiledAsync());
        elsewhere.LastDayOfAppeal = Day(5, 11);
        await Faults.InvalidAsync((await app.DecisionsAsync("chambre-ile-de-france")).RecordDecisionAsync(elsewhere), "last_day_of_appeal");
    }

    [Theory, OneEngine]
    public async Task Requests_BadFields_AreRefusedByName(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (national, remedies) = (await app.DecisionsAsync("chambre-nationale"), await app.RemediesAsync());

        await Faults.InvalidAsync(
            national.RecordFurtherDecisionAsync(new RecordFurtherDecisionRequest()),
            "request_id", "decision_id", "kind", "outcome", "sanction", "decided_on");
        await Faults.InvalidAsync(
            national.RecordNotificationAsync(new RecordNotificationRequest { OutcomeOn = Day(3, 9) }),
            "request_id", "decision_id", "addressee", "sent_on", "outcome_on");
        await Faults.InvalidAsync(
            remedies.RecordRemedyAsync(new RecordRemedyRequest { CauseKnownOn = Day(3, 9) }),
            "request_id", "decision_id", "kind", "lodged_on", "cause_known_on");
        await Faults.InvalidAsync(
            remedies.RecordRemedyAsync(new RecordRemedyRequest { RequestId = Requests.Id(), DecisionId = Requests.Id(), Kind = RemedyKind.Revision }),
            "appellant", "lodged_on", "cause_known_on");
        await Faults.InvalidAsync(remedies.RecordStayAsync(new RecordStayRequest()), "request_id", "remedy_id", "from");
        await Faults.InvalidAsync(
            remedies.RecordCassationOutcomeAsync(new RecordCassationOutcomeRequest()), "request_id", "remedy_id", "outcome", "decided_on");
        await Faults.InvalidAsync(
            remedies.RecordRectificationAsync(new RecordRectificationRequest()), "request_id", "decision_id", "ordered_on", "notified_on");
        await Faults.InvalidAsync(
            remedies.RecordInsuranceSanctionAsync(new RecordInsuranceSanctionRequest()),
            "request_id", "case_id", "sanction.kind", "sanction.final_on");
        await Faults.FailsAsync(
            StatusCode.NotFound,
            remedies.RecordStayAsync(new RecordStayRequest { RequestId = Requests.Id(), RemedyId = Requests.Id(), From = Day(3, 9) }));
        await Faults.FailsAsync(StatusCode.NotFound, national.RecordFurtherDecisionAsync(Further(Requests.Id(), Day(3, 9))));
        await Faults.InvalidAsync(national.GetProceedingsAsync(new GetProceedingsRequest()), "case_id");
        await Faults.FailsAsync(StatusCode.NotFound, national.GetProceedingsAsync(new GetProceedingsRequest { CaseId = await app.FiledAsync() }));
    }

    private static Date Day(int month, int day, int year = 2026) => Requests.Day(year, month, day);

    private static (string Key, Date From, Date Until) Shown(
        IReadOnlyDictionary<string, (RestrictingSanction Sanction, Date From, Date? Until)> register)
    {
        var (key, shown) = Assert.Single(register);
        return (key, shown.From, shown.Until!);
    }

    private static Task RefusedAsync<T>(string reason, AsyncUnaryCall<T> call) => RefusedAsync(reason, call.ResponseAsync);

    private static async Task RefusedAsync(string reason, Task call)
    {
        var fault = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal((StatusCode.FailedPrecondition, reason), (fault.StatusCode, fault.Reason()));
    }

    private static async Task<CaseStatus> StatusAsync(DisciplineApp app, Decision decision) =>
        (await (await app.CasesAsync("cdom-75")).GetCaseAsync(new GetCaseRequest { CaseId = decision.CaseId })).Case.Status;

    private static async Task<GetProceedingsResponse> ProceedingsAsync(DisciplineApp app, string caseId) =>
        await (await app.DecisionsAsync("cdom-75")).GetProceedingsAsync(new GetProceedingsRequest { CaseId = caseId });

    private static RecordAppealRequest Appeal(Decision decision, Appellant appellant, Date lodgedOn)
    {
        var request = Requests.Appeal(decision, lodgedOn);
        request.Appellant = appellant;
        return request;
    }

    private static async Task<Decision> AppealAsync(DisciplineApp app, Decision decision, Appellant appellant, Date lodgedOn) =>
        (await (await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Appeal(decision, appellant, lodgedOn))).Decision;

    /// <summary>Upholds unless a test says otherwise.</summary>
    private static RecordFurtherDecisionRequest Further(string decisionId, Date decidedOn) => new()
    {
        RequestId = Requests.Id(),
        DecisionId = decisionId,
        Kind = DecisionKind.Appeal,
        Outcome = DecisionOutcome.Upholds,
        DecidedOn = decidedOn,
    };

    private static async Task<Decision> FurtherAsync(
        DisciplineApp app, string decisionId, Date decidedOn, Action<RecordFurtherDecisionRequest>? edit = null, string identity = "chambre-nationale")
    {
        var request = Further(decisionId, decidedOn);
        edit?.Invoke(request);
        return (await (await app.DecisionsAsync(identity)).RecordFurtherDecisionAsync(request)).Decision;
    }

    private static void Replaces(RecordFurtherDecisionRequest request, int months, Date? from)
    {
        (request.Outcome, request.Sanction, request.DurationMonths) = (DecisionOutcome.Replaces, Sanction.BanFromPractice, months);
        request.ExecutesFrom = from;
    }

    private static RecordNotificationRequest Notify(
        Decision decision, Addressee addressee, NotificationOutcome outcome = NotificationOutcome.Unspecified, Date? on = null) => new()
    {
        RequestId = Requests.Id(),
        DecisionId = decision.DecisionId,
        Addressee = addressee,
        SentOn = decision.DecidedOn,
        Outcome = outcome,
        OutcomeOn = on,
        TimeLimitStated = true,
    };

    private static async Task<Decision> NotifyAsync(DisciplineApp app, Decision decision, Addressee addressee, NotificationOutcome outcome, Date? on)
    {
        var chamber = decision.Kind == DecisionKind.FirstInstance ? "chambre-ile-de-france" : "chambre-nationale";
        return (await (await app.DecisionsAsync(chamber)).RecordNotificationAsync(Notify(decision, addressee, outcome, on))).Decision;
    }

    private static async Task<Decision> RemedyAsync(
        DisciplineApp app, Decision decision, RemedyKind kind, Date lodgedOn, Date? knownOn = null, string identity = "chambre-nationale") =>
        (await (await app.RemediesAsync(identity)).RecordRemedyAsync(new RecordRemedyRequest
        {
            RequestId = Requests.Id(),
            DecisionId = decision.DecisionId,
            Kind = kind,
            Appellant = Appellant.Practitioner,
            LodgedOn = lodgedOn,
            CauseKnownOn = knownOn,
        })).Decision;

    private static RecordRectificationRequest Rectify(Decision decision, Date day) =>
        new() { RequestId = Requests.Id(), DecisionId = decision.DecisionId, OrderedOn = day, NotifiedOn = day };

    private static async Task<(Decision First, Decision National)> NationallyAsync(DisciplineApp app)
    {
        var decision = await app.DecidedAsync();
        await AppealAsync(app, decision, Appellant.Practitioner, Day(3, 10));
        var national = await FurtherAsync(app, decision.DecisionId, Day(3, 10), request => Replaces(request, 2, null));
        await NotifyAsync(app, national, Addressee.Practitioner, NotificationOutcome.Received, Day(3, 10));
        return (decision, national);
    }
}
