using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Deliberation on a complaint, and its transmission to the chamber (CSP L.4123-2, L.4124-2, R.4126-1).</summary>
public class DeliberationsTests
{
    [Theory, Engines]
    public async Task Deliberation_ThenReferral_TakesOpinionDayAndArticles(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var complaint = await app.ComplainAsync();
        var caseId = complaint.Cases[0].CaseId;
        var (deliberations, referrals) = (await app.DeliberationsAsync(), await app.ReferralsAsync("cdom-75"));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, deliberations.RecordDeliberationAsync(CouncilRequests.Deliberate(caseId)));
        await app.ConciliatedAsync(caseId);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, referrals.PrepareReferralAsync(CouncilRequests.Prepare(caseId)));
        var request = CouncilRequests.Deliberate(caseId);

        var deliberated = await deliberations.RecordDeliberationAsync(request);

        Assert.Equal(deliberated, await deliberations.RecordDeliberationAsync(request));
        Assert.Equal((CaseStatus.Deliberated, "transmission-to-chamber"), (deliberated.Case.Status, deliberated.Case.NextDeadline.Rule));
        var shown = (await deliberations.GetDeliberationAsync(new GetDeliberationRequest { CaseId = caseId })).Deliberation;
        Assert.Equal((2, 0, 1, 4), (shown.VotesFor, shown.VotesAgainst, shown.Abstentions, shown.Members.Count));
        request.RequestId = Requests.Id();
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, deliberations.RecordDeliberationAsync(request));
        var other = CouncilRequests.Prepare(caseId);
        (other.ReasonedOpinion, other.DeliberatedOn) = ("Autre.", Requests.Day(2026, 3, 9));
        await Faults.InvalidAsync(referrals.PrepareReferralAsync(other), "reasoned_opinion", "deliberated_on");

        var referral = (await referrals.PrepareReferralAsync(CouncilRequests.Prepare(caseId))).Referral;

        Assert.Equal((DisciplineApp.Opinion, Requests.Day(2026, 3, 10)), (referral.ReasonedOpinion, referral.DeliberatedOn));
        Assert.Equal(["4", "28", "37-1"], referral.EthicsArticles);
        Assert.Equal([4, 28], referral.Articles);
        await (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(referral));
        var filed = await app.CaseAsync(caseId, "chambre-ile-de-france");
        Assert.Equal((CaseStatus.Filed, CouncilRequests.Facts, "75"), (filed.Status, filed.Facts, filed.RegisterCouncil));
        Assert.True(filed.NextDeadline is { Indicative: true, Actor: DeadlineActor.Chamber });
        var seen = (await (await app.ComplaintsAsync("chambre-ile-de-france")).GetComplaintAsync(
            new GetComplaintRequest { ComplaintId = complaint.ComplaintId })).Complaint;
        Assert.Equal(CouncilRequests.AuthorName, seen.Author.Name);
    }

    private static readonly Dictionary<string, (SeisinRegime Regime, AuthorKind Author, DeliberationOutcome[] Allowed)> Regimes = new()
    {
        ["Regime_Ordinary"] = (SeisinRegime.Ordinary, AuthorKind.OrdinalBody, [DeliberationOutcome.Transmit, DeliberationOutcome.Associate]),
        ["Regime_PublicServiceByAPatient"] = (SeisinRegime.PublicService, AuthorKind.Patient, [DeliberationOutcome.OwnName, DeliberationOutcome.NoReferral]),
        ["Regime_PublicServiceByAnAuthority"] =
            (SeisinRegime.PublicService, AuthorKind.Authority, [DeliberationOutcome.Transmit, DeliberationOutcome.Associate]),
        ["Regime_ControlByAPatient"] = (SeisinRegime.Control, AuthorKind.Patient, [DeliberationOutcome.NoReferral]),
        ["Regime_ControlByTheOrder"] = (SeisinRegime.Control, AuthorKind.OrdinalBody, [DeliberationOutcome.NoReferral]),
        ["Regime_ControlByAnAuthority"] = (SeisinRegime.Control, AuthorKind.Authority, [DeliberationOutcome.Transmit]),
    };

    [Theory, EachCase(nameof(Regimes))]
    public async Task Regime(SqlEngine engine, string name)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (regime, author, allowed) = Regimes[name];
        foreach (var outcome in Enum.GetValues<DeliberationOutcome>().Where(outcome => outcome != DeliberationOutcome.Unspecified))
        {
            var caseId = await app.ComplainedAsync(request => (request.Regime, request.Author.Kind) = (regime, author));
            await Faults.ReasonAsync(
                StatusCode.FailedPrecondition, Reasons.WrongState, (await app.ConciliationsAsync()).SummonConciliationAsync(CouncilRequests.Summon(caseId)));
            var call = (await app.DeliberationsAsync()).RecordDeliberationAsync(CouncilRequests.Deliberate(caseId, outcome));
            if (allowed.Contains(outcome))
                Assert.Equal(outcome == DeliberationOutcome.NoReferral ? CaseStatus.NotReferred : CaseStatus.Deliberated, (await call).Case.Status);
            else
                await Faults.ReasonAsync(StatusCode.FailedPrecondition, "SEISIN_REGIME", call);
        }
    }

    [Theory, OneEngine]
    public async Task RecordDeliberation_BadFields_NamesEach(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Names[DisciplineApp.Doctor75] = "Roche";
        var caseId = await app.ComplainedAsync();
        await app.ConciliatedAsync(caseId);
        var deliberations = await app.DeliberationsAsync();

        var votes = CouncilRequests.Deliberate(caseId);
        votes.VotesAgainst = 2;
        votes.ReasonedOpinion = "";
        votes.Members.Add(CouncilRequests.Member("Ombeline CASTAGNIER"));
        await Faults.InvalidAsync(deliberations.RecordDeliberationAsync(votes), "votes_for", "abstentions", "members", "reasoned_opinion");
        var concerned = CouncilRequests.Deliberate(caseId);
        concerned.Members[3].Name = "Roche Camille";
        concerned.DeliberatedOn = Requests.Day(2026, 3, 8);
        await Faults.InvalidAsync(deliberations.RecordDeliberationAsync(concerned), "members[3].recused", "deliberated_on");
    }

    [Theory, Engines]
    public async Task SignReferral_OfAPhysicianWhoMoved_AsksTheRegisterAgain(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var prepared = await app.PreparedAsync();
        var president = await app.ReferralsAsync("cdom-75-president");
        app.Register.Councils[DisciplineApp.Doctor75] = "2A";
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "CHAMBER_CHANGED", president.SignReferralAsync(Requests.Sign(prepared)));

        var again = Requests.Prepare(prepared.CaseId);
        // The name that the chamber had in earlier releases.
        (again.Chamber, again.Etag) = ("corse", prepared.Etag);
        var second = (await (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(again)).Referral;
        await president.SignReferralAsync(Requests.Sign(second));

        foreach (var reader in new[] { "cdom-75", "cdom-2A", "chambre-provence-alpes-cote-d-azur-corse", "chambre-corse" })
        {
            var file = await app.CaseAsync(prepared.CaseId, reader);
            Assert.Equal(("75", "2A", "provence-alpes-cote-d-azur-corse"), (file.Council, file.RegisterCouncil, file.Chamber));
        }

        Assert.Equal(Requests.Day(2026, 3, 10), (await app.CaseAsync(prepared.CaseId)).FiledOn);
    }

    [Theory, Engines]
    public async Task Substitution_AfterTheTimeOfTheCouncil_SeisesTheChamber(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        var national = await app.ReferralsAsync("cnom-discipline");
        var transmit = new TransmitInPlaceRequest { RequestId = Requests.Id(), CaseId = caseId, EthicsArticles = { "28" }, Reasons = "Carence du conseil." };
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, national.TransmitInPlaceAsync(transmit));
        app.GoTo(Requests.Day(2026, 4, 3));
        var ask = new RecordSubstitutionRequestRequest { RequestId = Requests.Id(), CaseId = caseId, AskedOn = Requests.Day(2026, 4, 2) };
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, national.RecordSubstitutionRequestAsync(ask));
        ask.AskedOn = Requests.Day(2026, 4, 3);

        var asked = (await national.RecordSubstitutionRequestAsync(ask)).Case;

        Assert.Equal(("national-substitution", DeadlineActor.NationalCouncil), (asked.NextDeadline.Rule, asked.NextDeadline.Actor));
        Assert.Equal(Requests.Day(2026, 5, 4), asked.NextDeadline.LastDay);
        var filed = await national.TransmitInPlaceAsync(transmit);
        Assert.Equal(filed, await national.TransmitInPlaceAsync(transmit));
        Assert.Equal((CaseStatus.Filed, "ile-de-france"), (filed.Case.Status, filed.Case.Chamber));
        var referrals = await app.ReferralsAsync("chambre-ile-de-france");
        Assert.Equal(["28"], (await referrals.GetReferralAsync(new GetReferralRequest { CaseId = caseId })).Referral.EthicsArticles);
    }

    [Theory, Engines]
    public async Task RecordDeliberation_OfACaseOfTheNationalCouncil_SaysOnlyThatItIsNotReferred(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = (await app.OpenAsync(DisciplineApp.Doctor75)).Cases[0].CaseId;
        var deliberations = await app.DeliberationsAsync();
        foreach (var outcome in new[] { DeliberationOutcome.Transmit, DeliberationOutcome.Associate, DeliberationOutcome.OwnName })
        {
            await Faults.ReasonAsync(
                StatusCode.FailedPrecondition, Reasons.WrongState, deliberations.RecordDeliberationAsync(CouncilRequests.Deliberate(caseId, outcome)));
        }

        var early = CouncilRequests.Deliberate(caseId, DeliberationOutcome.NoReferral);
        early.DeliberatedOn = Requests.Day(2026, 3, 9);
        await Faults.InvalidAsync(deliberations.RecordDeliberationAsync(early), "deliberated_on");

        Assert.Equal(CaseStatus.NotReferred, (await app.DeliberatedAsync(caseId, DeliberationOutcome.NoReferral)).Status);

        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "CASE_ENDED", (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(Requests.Prepare(caseId)));
        var filed = await app.FiledAsync();
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            deliberations.RecordDeliberationAsync(CouncilRequests.Deliberate(filed, DeliberationOutcome.NoReferral)));
    }
}
