using Google.Protobuf.Collections;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Complaints;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class ComplaintInput
{
    private const int MostRespondents = 50;
    private const int MostDocuments = 100;
    private const int MostCopies = 1000;

    public static (string RequestId, NewComplaint Complaint) Read(RegisterComplaintRequest request, string council, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var author = request.Author ?? new ComplaintAuthor();
        violations.Require(Enum.IsDefined(author.Kind) && author.Kind != AuthorKind.Unspecified, "author.kind", "Name the kind of the author.");
        violations.Require(Enum.IsDefined(request.Regime), "regime", "Send a regime of the contract, or none.");
        var factsOn = violations.Past(request.FactsOn, "facts_on", today);
        var registeredOn = violations.Past(request.RegisteredOn, "registered_on", today);
        if (request.FactsOn is not null && request.RegisteredOn is not null)
            violations.Require(registeredOn >= factsOn, "registered_on", "Write a day that is not before the facts.");
        var complaint = new NewComplaint
        {
            Council = council,
            AuthorKind = author.Kind,
            AuthorName = violations.Text(author.Name, "author.name", 200),
            AuthorAddress = violations.Lines(author.Address, "author.address", 500),
            Regime = request.Regime == SeisinRegime.Unspecified ? SeisinRegime.Ordinary : request.Regime,
            Title = violations.Text(request.Title, "title", 200),
            Facts = violations.Lines(request.Facts, "facts", 20_000),
            FactsOn = factsOn,
            RegisteredOn = registeredOn,
            Place = violations.OptionalText(request.Place, "place", 200),
            Grievances = EthicsArticles.Read(violations, request.Grievances, "grievances"),
            Documents = Documents(violations, request.Documents, today),
            Respondents = Respondents(violations, request.Respondents),
            Holdings = Holdings(violations, request.Signed, request.DeliberationAttached, request.Copies),
        };
        violations.ThrowIfAny();
        return (requestId, complaint);
    }

    public static Holdings Holdings(Violations violations, bool signed, bool deliberation, int copies)
    {
        violations.Require(copies is >= 0 and <= MostCopies, "copies", $"Write 0 to {MostCopies}.");
        return new Holdings(signed, deliberation, copies);
    }

    public static string RespondentField(int i, string field = "rpps") => $"respondents[{i}].{field}";

    private static List<NewDocument> Documents(Violations violations, RepeatedField<ComplaintDocument> documents, DateOnly today)
    {
        violations.Require(documents.Count <= MostDocuments, "documents", $"Name at most {MostDocuments} documents.");
        return [.. documents.Take(MostDocuments).Select((document, i) => new NewDocument
        {
            Title = violations.Text(document.Title, $"documents[{i}].title", 200),
            ReceivedOn = violations.Past(document.ReceivedOn, $"documents[{i}].received_on", today),
        })];
    }

    private static List<NewRespondent> Respondents(Violations violations, RepeatedField<ComplaintRespondent> respondents)
    {
        violations.Require(respondents.Count is >= 1 and <= MostRespondents, "respondents", $"Name 1 to {MostRespondents} physicians.");
        var seen = new HashSet<string>();
        var read = new List<NewRespondent>();
        foreach (var (respondent, i) in respondents.Take(MostRespondents).Select((respondent, i) => (respondent, i)))
        {
            var kind = respondent.Kind == RespondentKind.Unspecified ? RespondentKind.Registered : respondent.Kind;
            violations.Require(Enum.IsDefined(kind), RespondentField(i, "kind"), "Send a kind of the contract, or none.");
            if (violations.Require(RppsNumber.IsValid(respondent.Rpps), RespondentField(i), RppsNumber.Expected))
                violations.Require(seen.Add(respondent.Rpps), RespondentField(i), "Name each physician once.");
            violations.Require(
                kind == RespondentKind.Student ? RppsNumber.IsValid(respondent.ReplacedRpps) : respondent.ReplacedRpps.Length == 0,
                RespondentField(i, "replaced_rpps"),
                kind == RespondentKind.Student
                    ? $"Name the physician replaced or assisted. {RppsNumber.Expected}"
                    : "Leave it empty: only a student replaces.");
            violations.Require(
                kind == RespondentKind.ServiceProvider ? CouncilCode.Exists(respondent.Department) : respondent.Department.Length == 0,
                RespondentField(i, "department"),
                kind == RespondentKind.ServiceProvider ? CouncilCode.Expected : "Leave it empty: it is for a provider of services.");
            read.Add(new NewRespondent(respondent.Rpps, kind, respondent.ReplacedRpps, respondent.Department));
        }

        return read;
    }
}
