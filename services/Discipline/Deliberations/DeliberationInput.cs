using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Deliberations;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class DeliberationInput
{
    private const int Most = 100;

    public static (string RequestId, string CaseId, DeliberationRow Deliberation, IReadOnlyList<MemberRow> Members) Read(
        RecordDeliberationRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var deliberatedOn = violations.Past(request.DeliberatedOn, "deliberated_on", today);
        violations.Require(Enum.IsDefined(request.Outcome) && request.Outcome != DeliberationOutcome.Unspecified, "outcome", "Name the outcome.");
        violations.Require(request.Members.Count is >= 1 and <= Most, "members", $"Name 1 to {Most} members present.");
        MemberRow[] members =
        [
            .. request.Members.Take(Most).Select((member, i) =>
                new MemberRow { Name = violations.Text(member.Name, $"members[{i}].name", 200), Recused = member.Recused }),
        ];
        violations.Require(PersonNames.AreDistinct([.. members.Select(member => member.Name)]), "members", "Name each member once.");
        CheckVotes(violations, request);
        var row = new DeliberationRow
        {
            DeliberatedOn = deliberatedOn,
            Outcome = request.Outcome,
            VotesFor = request.VotesFor,
            VotesAgainst = request.VotesAgainst,
            Abstentions = request.Abstentions,
            ReasonedOpinion = violations.Lines(request.ReasonedOpinion, "reasoned_opinion", 50_000),
        };
        violations.ThrowIfAny();
        return (requestId, caseId, row, members);
    }

    private static void CheckVotes(Violations violations, RecordDeliberationRequest request)
    {
        var counted = violations.Require(request.VotesFor is >= 1 and <= Most, "votes_for", $"Write 1 to {Most}.")
            & violations.Require(request.VotesAgainst is >= 0 and <= Most, "votes_against", $"Write 0 to {Most}.")
            & violations.Require(request.Abstentions is >= 0 and <= Most, "abstentions", $"Write 0 to {Most}.");
        if (!counted)
            return;
        violations.Require(request.VotesFor > request.VotesAgainst, "votes_for", "Write more votes than votes_against: the outcome was adopted.");
        var voters = request.Members.Count(member => !member.Recused);
        violations.Require(
            request.VotesFor + request.VotesAgainst + request.Abstentions == voters, "abstentions",
            $"Write votes and abstentions of the {voters} members present who are not recused (CSP R.4123-19).");
    }
}
