using Grpc.Core;
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
        CheckUnused(proceeding, decision, request);
        if (!IsKnown(proceeding, decision, request.Kind, isNational, outcome))
            throw Refused(request.Kind);
        if (LastDay(proceeding, decision, request, remedy) is { } last && remedy.LodgedOn > last.LastDay)
        {
            throw Fault.Precondition(
                DisciplineReasons.RemedyOutOfTime, $"The time ended on {last.LastDay:yyyy-MM-dd} at 24:00 ({last.Version.Article}).");
        }
    }

    private static void CheckUnused(Proceeding proceeding, DecisionRow decision, RecordRemedyRequest request)
    {
        if (proceeding.RemediesAgainst(decision, request.Kind).Any(remedy => remedy.Appellant == request.Appellant))
        {
            throw Fault.Precondition(
                Reasons.WrongState, "This person has used this remedy against this decision: it is recorded already, and a second one is not admissible.");
        }
    }

    private static bool IsKnown(Proceeding proceeding, DecisionRow decision, RemedyKind kind, bool isNational, Outcome outcome) => kind switch
    {
        // First-instance decisions know no opposition (CSP R.4126-51), nor do decisions on an opposition or a revision.
        RemedyKind.Opposition => isNational && decision.ByDefault && decision.Kind is DecisionKind.Appeal or DecisionKind.Remand
            && proceeding.AnswerTo(decision, DecisionKind.Opposition) is null,
        // Of a final ban or radiation, before the chamber that decided (CSP R.4126-53).
        RemedyKind.Revision => isNational != decision.IsFirstInstance && outcome.FinalOn is not null && outcome.Decision.Id == decision.Id
            && outcome.Terms.Sanction is Sanction.BanFromPractice or Sanction.Radiation,
        _ => isNational && !decision.IsFirstInstance && proceeding.AnswerTo(decision, DecisionKind.Opposition) is null,
    };

    private static RpcException Refused(RemedyKind kind) => Fault.Precondition(Reasons.WrongState, kind switch
    {
        RemedyKind.Opposition => "Only a decision of the national chamber against a practitioner without written defence is opposed (CSP L.4126-4, R.4126-51).",
        RemedyKind.Revision => "Only a final decision that stands and pronounces a ban from practice or a radiation is revised, by the chamber that took it "
            + "(CSP R.4126-53).",
        _ => "Only a decision of the national chamber that stands goes to the Conseil d'État (CSP R.4126-48): a first-instance decision is appealed.",
    });

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

    /// <summary>FAILED_PRECONDITION unless the Conseil d'État has the appeal in cassation before it.</summary>
    public static void CheckPending(RemedyRow remedy)
    {
        if (remedy.Kind != RemedyKind.Cassation)
            throw Fault.Precondition(Reasons.WrongState, "This remedy is no appeal in cassation: the Conseil d'État does not decide on it.");
        if (remedy.Outcome != CassationOutcome.Unspecified)
            throw Fault.Precondition(Reasons.WrongState, $"The Conseil d'État decided on {remedy.OutcomeOn:yyyy-MM-dd}: nothing is pending.");
    }

    public static void CheckStay(Proceeding proceeding, RemedyRow remedy, DateOnly from)
    {
        CheckPending(remedy);
        if (from < remedy.LodgedOn)
            throw Fault.Invalid("from", $"Write a day that is not before the appeal in cassation, {remedy.LodgedOn:yyyy-MM-dd}.");
        var others = proceeding.Stays.Where(stay => stay.RemedyId == remedy.Id && stay.FromDay != from);
        if (others.Any(stay => stay.EndedOn is null || stay.EndedOn > from))
            throw Fault.Precondition(Reasons.WrongState, "Another stay holds on that day: end it first, with the day on which it began.");
    }

    /// <summary>FAILED_PRECONDITION unless the decision stands, is of this chamber, and can be corrected still.</summary>
    public static void CheckRectifiable(Proceeding proceeding, DecisionRow decision, Outcome outcome, DateOnly orderedOn, bool isNational)
    {
        if (isNational == decision.IsFirstInstance)
            throw Fault.Precondition(Reasons.WrongState, "The president of the chamber that decided corrects its decision (CJA R.741-11).");
        if (outcome.Decision.Id != decision.Id || proceeding.Rectifications.Any(row => row.DecisionId == decision.Id))
            throw Fault.Precondition(Reasons.WrongState, "The decision is corrected already, or another decision has taken its place.");
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
