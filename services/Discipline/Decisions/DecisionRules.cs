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
            throw Fault.Precondition(Reasons.WrongState, "The case is decided already.");
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
            || outcome.Terms.Source.Id != revokedId || outcome.Terms.Source.SuspendedMonths == 0 || isRevoked)
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

    /// <summary>FAILED_PRECONDITION unless the decision waits for such an answer.</summary>
    public static void CheckAnswers(Proceeding proceeding, DecisionRow answered, RecordFurtherDecisionRequest request, DateOnly decidedOn, bool isNational)
    {
        var waits = request.Kind switch
        {
            DecisionKind.Appeal => proceeding.RemediesAgainst(answered, RemedyKind.Appeal).Any(),
            DecisionKind.Opposition => proceeding.RemediesAgainst(answered, RemedyKind.Opposition).Any(),
            DecisionKind.Revision => proceeding.RemediesAgainst(answered, RemedyKind.Revision).Any(),
            _ => proceeding.RemediesAgainst(answered, RemedyKind.Cassation).Any(remedy => remedy.Outcome == CassationOutcome.Remanded),
        };
        if (!waits || proceeding.AnswerTo(answered, request.Kind) is not null)
        {
            throw Fault.Precondition(
                Reasons.WrongState,
                $"Nothing waits for a decision of the kind {request.Kind} on this decision: record the remedy first, or read the case again.");
        }

        if (isNational == (request.Kind == DecisionKind.Revision && answered.IsFirstInstance))
        {
            throw Fault.Precondition(
                Reasons.WrongState,
                "The chamber that decided answers a request for revision (CSP R.4126-54); every other remedy goes to the national chamber.");
        }

        if (decidedOn < answered.DecidedOn)
            throw Fault.Invalid("decided_on", $"Write a day that is not before the answered decision, {answered.DecidedOn:yyyy-MM-dd}.");
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
    public static void CheckAppeal(Proceeding proceeding, DecisionRow decision, Appellant appellant, DateOnly lodgedOn)
    {
        if (!decision.IsFirstInstance)
        {
            throw Fault.Precondition(
                Reasons.WrongState, "A decision of the national chamber is not appealed: record an appeal in cassation with RecordRemedy (CSP R.4126-48).");
        }

        if (lodgedOn < decision.DecidedOn)
            throw Fault.Invalid("lodged_on", $"Write a day that is not before the decision, {decision.DecidedOn:yyyy-MM-dd}.");
        if (Clocks.Of(proceeding, decision, appellant) is { } clock && lodgedOn > clock.LastDay)
        {
            throw Fault.Precondition(
                DisciplineReasons.AppealOutOfTime,
                $"The appeal time ended on {clock.LastDay:yyyy-MM-dd} at 24:00 ({LegalRules.Appeal.Versions[^1].Article}).");
        }

        if (proceeding.AnswerTo(decision, DecisionKind.Appeal) is not null)
            throw Fault.Precondition(Reasons.WrongState, "The national chamber has decided on the appeals: a later one has nothing left to contest.");
        if (proceeding.RemediesAgainst(decision, RemedyKind.Appeal).Any(appeal => appeal.Appellant == appellant))
            throw Fault.Precondition(Reasons.WrongState, "This person's appeal is recorded already: name another appellant.");
    }
}
