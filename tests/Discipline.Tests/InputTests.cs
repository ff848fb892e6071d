using Grpc.Core;
using OrdreCouncils.Discipline.Affairs;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Decisions;
using OrdreCouncils.Discipline.Referrals;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>The first and the last value that a field accepts, and the values beside them.</summary>
public sealed class InputTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);
    private static readonly CaseRow File = new() { Council = "75", FactsOn = new DateOnly(2026, 2, 20), Status = CaseStatus.Filed };

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void OpenAffair_FactsToday_AreTheLastAccepted(int day, bool accepted)
    {
        var request = Requests.Open(Physicians.Rpps(750));
        request.FactsOn = Requests.Day(2026, 3, day);

        Check(accepted, "facts_on", () => AffairInput.Read(request, Today));
    }

    [Fact]
    public void OpenAffair_Texts_AreComposedAndVisibleAndTheTitleHasOneLine()
    {
        var request = Requests.Open(Physicians.Rpps(750));
        request.Title = "Publicite\u0301";
        request.Facts = "Premier fait.\r\nSecond fait.";
        var affair = AffairInput.Read(request, Today).Affair;
        Assert.Equal(("Publicité", "Premier fait.\nSecond fait."), (affair.Title, affair.Facts));

        request.Title = "Deux\nlignes";
        Check(accepted: false, "title", () => AffairInput.Read(request, Today));
        (request.Title, request.Facts) = ("Publicité", "Un fait\u202E tourné");
        Check(accepted: false, "facts", () => AffairInput.Read(request, Today));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void PrepareReferral_DeliberatedToday_IsTheLastAccepted(int day, bool accepted)
    {
        var request = Requests.Prepare(Requests.Id());
        request.DeliberatedOn = Requests.Day(2026, 3, day);

        Check(accepted, "deliberated_on", () => ReferralInput.Read(request, Today));
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(19, false)]
    public void PrepareReferral_DeliberatedOnTheDayOfTheFacts_IsTheFirstAccepted(int day, bool accepted)
    {
        var request = Requests.Prepare(Requests.Id());
        request.DeliberatedOn = Requests.Day(2026, 2, day);
        var referral = ReferralInput.Read(request, Today).Referral;

        Check(accepted, "deliberated_on", () => ReferralRules.Fit(referral, File, "75", null, []));
    }

    [Theory]
    [InlineData("decided_on", 10, 10, true)]
    [InlineData("decided_on", 11, 11, false)]
    [InlineData("notified_on", 9, 10, true)]
    [InlineData("notified_on", 9, 11, false)]
    [InlineData("notified_on", 9, 9, true)]
    [InlineData("notified_on", 9, 8, false)]
    public void RecordDecision_Days_LieBetweenTheDecisionAndToday(string field, int decided, int notified, bool accepted)
    {
        var request = Requests.Decide(Requests.Id());
        (request.DecidedOn, request.NotifiedOn) = (Requests.Day(2026, 3, decided), Requests.Day(2026, 3, notified));

        Check(accepted, field, () => DecisionInput.Read(request, Today));
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(19, false)]
    public void RecordDecision_OnTheDayOfTheFacts_IsTheFirstAccepted(int day, bool accepted)
    {
        var request = Requests.Decide(Requests.Id());
        request.DecidedOn = request.NotifiedOn = Requests.Day(2026, 2, day);
        var decision = DecisionInput.Read(request, Today).Decision;

        Check(accepted, "decided_on", () => DecisionRules.CheckFits(decision, File));
    }

    [Theory]
    [InlineData(Sanction.BanFromPractice, 1, true)]
    [InlineData(Sanction.BanFromPractice, 36, true)]
    [InlineData(Sanction.BanFromPractice, 37, false)]
    [InlineData(Sanction.BanFromFunctions, 0, true)]
    [InlineData(Sanction.BanFromFunctions, 600, true)]
    [InlineData(Sanction.BanFromFunctions, 601, false)]
    [InlineData(Sanction.BanFromFunctions, -1, false)]
    [InlineData(Sanction.Warning, 0, true)]
    [InlineData(Sanction.Reprimand, 1, false)]
    public void RecordDecision_Duration_KeepsTheLimitsOfItsSanction(Sanction sanction, int months, bool accepted)
    {
        var request = Requests.Decide(Requests.Id());
        (request.Sanction, request.DurationMonths, request.SuspendedMonths) = (sanction, months, 0);

        Check(accepted, "duration_months", () => DecisionInput.Read(request, Today));
    }

    [Theory]
    [InlineData(1, 0, 0, 27, true)]
    [InlineData(1, 0, 0, 28, false)]
    [InlineData(0, 60, 1, 0, false)]
    public void RecordDecision_SuspendedPart_LeavesADayOnWhicheverDayTheBanBegins(
        int months, int days, int suspendedMonths, int suspendedDays, bool accepted)
    {
        var request = Requests.Decide(Requests.Id());
        (request.DurationMonths, request.DurationDays, request.SuspendedMonths, request.SuspendedDays) = (months, days, suspendedMonths, suspendedDays);

        Check(accepted, suspendedMonths > 0 ? "suspended_months" : "suspended_days", () => DecisionInput.Read(request, Today));
    }

    [Theory]
    [InlineData(1_095, true)]
    [InlineData(1_096, false)]
    public void RecordDecision_BanOfDays_IsOfThreeYearsAtMost(int days, bool accepted)
    {
        var request = Requests.Decide(Requests.Id());
        (request.DurationMonths, request.SuspendedMonths, request.DurationDays) = (0, 0, days);

        Check(accepted, "duration_days", () => DecisionInput.Read(request, Today));
    }

    [Theory]
    [InlineData(true, 30, true)]
    [InlineData(true, 1, false)]
    [InlineData(false, 20, false)]
    public void Decisions_LastDay_LiesInTheFirmPartAndHasAFirstOne(bool fixesFirst, int until, bool accepted)
    {
        var request = Requests.Decide(Requests.Id());
        (request.DurationMonths, request.SuspendedMonths) = (1, 0);
        request.ExecutesFrom = fixesFirst ? Requests.Day(2026, 6, 1) : null;
        request.ExecutesUntil = Requests.Day(2026, until == 1 ? 7 : 6, until);
        var further = new RecordFurtherDecisionRequest
        {
            RequestId = Requests.Id(), DecisionId = Requests.Id(), Kind = DecisionKind.Appeal, Outcome = DecisionOutcome.Replaces,
            DecidedOn = request.DecidedOn, Sanction = request.Sanction, DurationMonths = 1, ExecutesFrom = request.ExecutesFrom, ExecutesUntil = request.ExecutesUntil,
        };

        Check(accepted, "executes_until", () => DecisionInput.Read(request, Today));
        Check(accepted, "executes_until", () => DecisionInput.Read(further, Today));
    }

    private static void Check(bool accepted, string field, Action read)
    {
        if (accepted)
            read();
        else
            Assert.Contains(field, Assert.Throws<RpcException>(read).Fields());
    }
}
