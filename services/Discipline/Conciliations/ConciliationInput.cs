using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Conciliations;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class ConciliationInput
{
    private const int MostConciliators = 3;

    public static (string RequestId, string CaseId, NewSummons Summons) Read(SummonConciliationRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var sentOn = violations.Past(request.SentOn, "sent_on", today);
        var meetingOn = violations.Date(request.MeetingOn, "meeting_on");
        if (request.SentOn is not null && request.MeetingOn is not null)
            violations.Require(meetingOn >= sentOn, "meeting_on", "Write a day that is not before sent_on.");
        violations.Require(
            request.Conciliators.Count is >= 1 and <= MostConciliators, "conciliators", $"Name 1 to {MostConciliators} members of the commission.");
        string[] conciliators = [.. request.Conciliators.Take(MostConciliators).Select((name, i) => violations.Text(name, $"conciliators[{i}]", 200))];
        violations.Require(PersonNames.AreDistinct(conciliators), "conciliators", "Name each member once.");
        violations.ThrowIfAny();
        return (requestId, caseId, new NewSummons(sentOn, meetingOn, conciliators));
    }

    public static (string RequestId, string CaseId, NewMinutes Minutes) Read(RecordConciliationRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var heldOn = violations.Past(request.HeldOn, "held_on", today);
        violations.Require(Enum.IsDefined(request.Outcome) && request.Outcome != ConciliationOutcome.Unspecified, "outcome", "Name the outcome.");
        var partial = request.Outcome == ConciliationOutcome.Partial;
        var disagreements = partial
            ? violations.Lines(request.Disagreements, "disagreements", 20_000)
            : violations.OptionalLines(request.Disagreements, "disagreements", 20_000);
        violations.Require(partial || disagreements.Length == 0, "disagreements", "Leave it empty: only a partial conciliation has points of disagreement.");
        CheckSignatures(violations, request);
        violations.ThrowIfAny();
        return (requestId, caseId, new NewMinutes(heldOn, request.Outcome, disagreements));
    }

    /// <summary>The parties who came sign, and the conciliators (CSP R.4123-20).</summary>
    private static void CheckSignatures(Violations violations, RecordConciliationRequest request)
    {
        var authorCame = request.Outcome is not (ConciliationOutcome.AuthorAbsent or ConciliationOutcome.BothAbsent);
        var respondentCame = request.Outcome is not (ConciliationOutcome.RespondentAbsent or ConciliationOutcome.BothAbsent);
        Check(request.SignedByAuthor, authorCame, "signed_by_author");
        Check(request.SignedByRespondent, respondentCame, "signed_by_respondent");
        violations.Require(request.SignedByConciliators, "signed_by_conciliators", "The conciliators sign the minutes first (CSP R.4123-20).");

        void Check(bool signed, bool came, string field) => violations.Require(
            signed == came, field, came ? "The party signs the minutes first (CSP R.4123-20)." : "Write false: the party did not come.");
    }
}

internal sealed record NewSummons(DateOnly SentOn, DateOnly MeetingOn, IReadOnlyList<string> Conciliators);

internal sealed record NewMinutes(DateOnly HeldOn, ConciliationOutcome Outcome, string Disagreements);
