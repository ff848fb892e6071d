using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Decisions;

/// <summary>Decisions that a chamber may pronounce, and the appeals that are possible against them.</summary>
internal static class DecisionRules
{
    /// <summary>FAILED_PRECONDITION for a case already decided, INVALID_ARGUMENT for days that do not fit it.</summary>
    public static void CheckFits(NewDecision decision, CaseRow file)
    {
        CaseRules.CheckOpen(file);
        if (file.Status != CaseStatus.Filed)
        {
            throw CaseRules.Wrong(
                file, "the chamber decides a case once (CSP L.4124-7); a later decision answers a remedy: record it with RecordFurtherDecision");
        }

        var violations = new Violations();
        // A decision may precede the filing here: a case that was filed and decided on paper is recorded afterwards.
        violations.Require(decision.DecidedOn >= file.FactsOn, "decided_on", "Write a day that is not before the facts.");
        if (decision.NotifiedOn is { } notifiedOn)
        {
            violations.Require(
                LegalRules.Appeal.InForceOn(notifiedOn) is not null, "notified_on",
                $"Write a day since {LegalRules.Appeal.Versions[0].From:yyyy-MM-dd}, when {LegalRules.Appeal.Versions[0].Article} came into force.");
        }

        var counts = Chambers.SeatOf(Chambers.Named(file.Chamber)) is not null;
        if (counts)
            violations.Require(decision.LastDayOfAppeal is null, "last_day_of_appeal", "Leave it out: the time is counted here (CSP R.4126-44).");
        else if (decision.NotifiedOn is not null)
            violations.Require(decision.LastDayOfAppeal is not null, "last_day_of_appeal", LocalCode);
        violations.ThrowIfAny();
    }

    /// <summary>As a violation's expectation: what to write where the platform does not count.</summary>
    public const string LocalCode = "Write the last day as the chamber counted it: a local code counts here (CSP R.4441-27, II, 16°).";

    /// <summary>The register says that the respondent had died when the chamber decided.</summary>
    public static RpcException DiedBefore(NewDecision decision) => Fault.Precondition(
        DisciplineReasons.CaseEnded,
        $"The register says that the respondent had died by {decision.DecidedOn:yyyy-MM-dd}, which ended the case (CSP R.4126-21): "
        + "record it with RecordDeath.");

    /// <summary>FAILED_PRECONDITION unless the facts of the case let the chamber make the suspended part of an earlier sanction enforceable (CSP L.4124-6, last
    /// paragraph, wording of 18 February 2017).</summary>
    /// <param name="earlier">The earlier case, as it stands.</param>
    public static void CheckRevocable(CaseRow file, string revokedId, Proceeding? earlier, Outcome? outcome, bool isRevoked)
    {
        if (earlier is null || outcome is null || earlier.Rpps != file.Rpps || earlier.CaseId == file.Id || outcome.FinalOn is null
            || outcome.Terms.Source.Id != revokedId || outcome.Terms.Source is { SuspendedMonths: 0, SuspendedDays: 0 } || isRevoked)
        {
            throw Fault.Precondition(
                DisciplineReasons.NotRevocable,
                "No final decision of this id holds a suspended part against this practitioner that is not enforceable already: check the id.");
        }

        var told = Clocks.PractitionerTold(earlier, outcome.Decision) ?? outcome.FinalOn.Value;
        var window = TimeLimits.Compute(LegalRules.SuspendedPart, told);
        if (file.FactsOn < told || file.FactsOn > window.LastDay)
        {
            throw Fault.Precondition(
                DisciplineReasons.NotRevocable,
                $"The facts of {file.FactsOn:yyyy-MM-dd} do not lie between {told:yyyy-MM-dd} and {window.LastDay:yyyy-MM-dd}, the five years that follow the "
                + "notification (CSP L.4124-6).");
        }
    }

    /// <summary>Act of a decision that answers another.</summary>
    public static CaseAct ActOf(DecisionKind kind) => kind switch
    {
        DecisionKind.Appeal => CaseAct.AnswerAppeal,
        DecisionKind.Opposition => CaseAct.AnswerOpposition,
        DecisionKind.Revision => CaseAct.AnswerRevision,
        _ => CaseAct.AnswerRemand,
    };

    /// <summary>INVALID_ARGUMENT unless the answer, which the state of the case admits, fits the answered decision and its remedy.</summary>
    public static void CheckAnswer(Proceeding proceeding, DecisionRow answered, RecordFurtherDecisionRequest request, NewDecision decision)
    {
        var violations = new Violations();
        // To judge a request for revision again may end in its rejection; what was sent back otherwise has no decision left to uphold.
        violations.Require(
            request is not { Kind: DecisionKind.Remand, Outcome: DecisionOutcome.Upholds } || proceeding.IsOnRevision(answered), "outcome",
            "Write that it replaces the other decision, which the Conseil d'État annulled.");
        var since = request.Kind switch
        {
            DecisionKind.Appeal => Lodged(RemedyKind.Appeal),
            DecisionKind.Opposition => Lodged(RemedyKind.Opposition),
            DecisionKind.Revision => Lodged(RemedyKind.Revision),
            _ => proceeding.RemediesAgainst(answered, RemedyKind.Cassation)
                .Where(remedy => remedy.Outcome == CassationOutcome.Remanded).Min(remedy => remedy.OutcomeOn!.Value),
        };
        violations.Require(decision.DecidedOn >= since, "decided_on", $"Write a day that is not before {since:yyyy-MM-dd}, the day of what it answers.");
        if (request.Outcome == DecisionOutcome.Upholds && decision is { ExecutesFrom: { } from, ExecutesUntil: { } until })
        {
            var terms = SanctionTerms.Of(proceeding.SourceOf(answered));
            DecisionInput.CheckLast(violations, until, BanPeriods.Latest(from, terms.Duration, terms.FirmPart));
        }

        violations.ThrowIfAny();

        DateOnly Lodged(RemedyKind kind) => proceeding.RemediesAgainst(answered, kind).Min(remedy => remedy.LodgedOn);
    }

    /// <summary>Residence for the distance extension: as given, else the department of the council.</summary>
    public static LegalTime.Residence Residence(Protos.Discipline.V1.Residence told, string council) => told switch
    {
        Protos.Discipline.V1.Residence.Metropolitan => LegalTime.Residence.Metropolitan,
        Protos.Discipline.V1.Residence.Overseas => LegalTime.Residence.Overseas,
        Protos.Discipline.V1.Residence.Abroad => LegalTime.Residence.Abroad,
        _ => Chambers.IsOverseas(council) ? LegalTime.Residence.Overseas : LegalTime.Residence.Metropolitan,
    };

    /// <summary>FAILED_PRECONDITION, or INVALID_ARGUMENT for a day before the decision, unless this person may appeal by an act of
    /// <paramref name="lodgedOn"/>.</summary>
    public static void CheckAppeal(Proceeding proceeding, Outcome outcome, DecisionRow decision, Appellant appellant, DateOnly lodgedOn)
    {
        if (decision.IsFirstInstance && lodgedOn < decision.DecidedOn)
            throw Fault.Invalid("lodged_on", $"Write a day that is not before the decision, {decision.DecidedOn:yyyy-MM-dd}.");
        ActRules.Check(proceeding, outcome, CaseAct.Appeal, decision, isNational: true, appellant);
        if (Clocks.Of(proceeding, decision, appellant) is { } clock && lodgedOn > clock.LastDay)
        {
            throw Fault.Precondition(
                DisciplineReasons.AppealOutOfTime,
                $"The appeal time ended on {clock.LastDay:yyyy-MM-dd} at 24:00 ({LegalRules.Appeal.Versions[^1].Article}).");
        }
    }
}
