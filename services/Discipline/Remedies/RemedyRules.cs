using OrdreCouncils.Discipline.Decisions;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Remedies;

/// <summary>Remedies that a decision admits, and their times (CSP R.4126-48 to R.4126-54).</summary>
internal static class RemedyRules
{
    public static void Check(Proceeding proceeding, DecisionRow decision, RecordRemedyRequest request, NewRemedy remedy, Outcome outcome, bool isNational)
    {
        if (remedy.LodgedOn < decision.DecidedOn)
            throw Fault.Invalid("lodged_on", $"Write a day that is not before the decision, {decision.DecidedOn:yyyy-MM-dd}.");
        ActRules.Check(proceeding, outcome, ActOf(request.Kind), decision, isNational, request.Appellant);
        if (LastDay(proceeding, decision, request, remedy) is { } last && remedy.LodgedOn > last.LastDay)
        {
            throw Fault.Precondition(
                DisciplineReasons.RemedyOutOfTime, $"The time ended on {last.LastDay:yyyy-MM-dd} at 24:00 ({last.Version.Article}).");
        }
    }

    public static CaseAct ActOf(CassationOutcome outcome) => outcome switch
    {
        CassationOutcome.Remanded => CaseAct.RemandInCassation,
        CassationOutcome.Annulled => CaseAct.AnnulInCassation,
        _ => CaseAct.RejectCassation,
    };

    private static CaseAct ActOf(RemedyKind kind) => kind switch
    {
        RemedyKind.Opposition => CaseAct.Oppose,
        RemedyKind.Revision => CaseAct.AskRevision,
        _ => CaseAct.GoToCassation,
    };

    /// <summary>Null while the notification is not known, and where a local code counts.</summary>
    private static LegalTime.TimeLimit? LastDay(Proceeding proceeding, DecisionRow decision, RecordRemedyRequest request, NewRemedy remedy)
    {
        var told = Clocks.PractitionerTold(proceeding, decision);
        var residence = DecisionRules.Residence(
            proceeding.NotificationsOf(decision).FirstOrDefault(row => row.Addressee == Addressee.Practitioner)?.Residence
                ?? Protos.Discipline.V1.Residence.Unspecified,
            proceeding.Council);
        return request.Kind switch
        {
            RemedyKind.Opposition when told is { } day => Clocks.Compute(proceeding, LegalRules.Opposition, day, residence),
            RemedyKind.Revision => Clocks.Compute(proceeding, LegalRules.Revision, remedy.CauseKnownOn!.Value, residence),
            RemedyKind.Cassation when request.Appellant == Appellant.Practitioner && told is { } day =>
                Clocks.Compute(proceeding, LegalRules.Cassation, day, residence),
            _ => null,
        };
    }

    public static void CheckStay(Proceeding proceeding, Outcome outcome, RemedyRow remedy, DateOnly from, DateOnly? endedOn)
    {
        var isKnown = proceeding.Stays.Any(stay => stay.RemedyId == remedy.Id && stay.FromDay == from);
        ActRules.Check(proceeding, outcome, isKnown && endedOn is not null ? CaseAct.EndStay : CaseAct.Stay, remedy, from);
        if (from < remedy.LodgedOn)
            throw Fault.Invalid("from", $"Write a day that is not before the appeal in cassation, {remedy.LodgedOn:yyyy-MM-dd}.");
        var others = proceeding.Stays.Where(stay => stay.RemedyId == remedy.Id && stay.FromDay != from);
        if (others.Any(stay => stay.EndedOn is null || stay.EndedOn > from))
        {
            throw Fault.Precondition(
                Reasons.WrongState,
                $"The decision is stayed on {from:yyyy-MM-dd} already: one stay holds at a time (CJA R.821-5). To go on, end it first, with the day on which it "
                + "began.");
        }
    }

    /// <summary>FAILED_PRECONDITION unless the decision stands, is of this chamber, and can be corrected still.</summary>
    public static void CheckRectifiable(Proceeding proceeding, DecisionRow decision, Outcome outcome, DateOnly orderedOn, bool isNational)
    {
        ActRules.Check(proceeding, outcome, CaseAct.Rectify, decision, isNational);
        if (orderedOn < decision.DecidedOn)
            throw Fault.Invalid("ordered_on", $"Write a day that is not before the decision, {decision.DecidedOn:yyyy-MM-dd}.");
        var firstTold = proceeding.NotificationsOf(decision).Select(row => row.OutcomeOn).Append(decision.NotifiedOn).Min();
        if (firstTold is { } told && Clocks.Compute(proceeding, LegalRules.MaterialErrorOrder, told, LegalTime.Residence.Metropolitan) is { } limit
            && orderedOn > limit.LastDay)
        {
            throw Fault.Precondition(
                DisciplineReasons.RemedyOutOfTime, $"The president could correct it until {limit.LastDay:yyyy-MM-dd} ({limit.Version.Article}).");
        }
    }
}
